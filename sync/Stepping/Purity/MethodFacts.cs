using System.Reflection;

namespace Interlock.Sync.Stepping.Purity;

/// <summary>What one method's own instructions say: what they call, make and touch. Whom they call is looked at apart.</summary>
internal sealed class MethodFacts
{
    /// <summary>The methods outside the framework that it calls or makes delegates of.</summary>
    public List<(MethodBase Method, bool InHash)> Calls { get; } = [];

    /// <summary>The types of which there may be objects because of it.</summary>
    public HashSet<Type> Types { get; } = [];

    /// <summary>The types' fields that it touches.</summary>
    public HashSet<(Module, int)> Fields { get; } = [];

    /// <summary>The static fields that it touches outside the framework.</summary>
    public List<(FieldInfo Field, bool IsWritten, int Offset)> Statics { get; } = [];

    /// <summary>The classes and the static fields that it uses and that are not looked at, since they claim to have no state.</summary>
    public HashSet<MemberInfo> Claims { get; } = [];

    /// <summary>What it does in the culture of the thread that runs it, and at which instruction; null for nothing.</summary>
    public (string What, int Offset)? InCulture { get; set; }

    /// <summary>Why it is refused, and at which instruction; null if nothing of its own is wrong.</summary>
    public (string What, int Offset)? Refusal { get; set; }
}
