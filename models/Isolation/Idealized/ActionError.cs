namespace Interlock.Isolation.Idealized;

/// <summary>Why an action is refused. <see cref="NotNow"/> is nobody's to see: such an action cannot be issued at all.</summary>
public enum ActionError
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>It is not the turn of whoever would issue it.</summary>
    NotNow,

    /// <summary>Nothing is at the address.</summary>
    NotMapped,

    /// <summary>The page there is of another kind, or in use.</summary>
    WrongPage,
}
