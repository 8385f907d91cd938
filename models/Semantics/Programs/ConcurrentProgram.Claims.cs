using System.Reflection;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>Which claims of its code a verdict need not repeat.</summary>
public sealed partial class ConcurrentProgram
{
    /// <summary>
    /// The assemblies whose <see cref="StatelessAttribute"/> claims were reviewed with the rest of their code. A verdict names every
    /// claim of another assembly as an assumption. Only the assemblies that ship together can add to it.
    /// </summary>
    internal HashSet<Assembly> Reviewed { get; } = [typeof(Step).Assembly, typeof(ConcurrentProgram).Assembly];
}
