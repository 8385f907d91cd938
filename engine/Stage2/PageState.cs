namespace Interlock.Engine.Stage2;

/// <summary>
/// In which state the party whose table it is has a page, kept in bits 56:55 of the leaf. The architecture leaves bits 58:55 to
/// software (DDI 0487 D8.3.1); bits 58:57 stay clear here. The names are pKVM's, whose encoding has no state for none. The values
/// are the field's.
/// </summary>
public enum PageState
{
    /// <summary>No state is recorded.</summary>
    None = 0b00,

    /// <summary>It owns the page and has exclusive access.</summary>
    Owned = 0b01,

    /// <summary>It owns the page and has given another party access.</summary>
    SharedOwned = 0b10,

    /// <summary>It has access to a page that another party owns.</summary>
    SharedBorrowed = 0b11,
}
