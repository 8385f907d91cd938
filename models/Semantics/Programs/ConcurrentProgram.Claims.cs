using System.Reflection;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>The claims of code that a verdict need not repeat.</summary>
public sealed partial class ConcurrentProgram
{
    /// <summary>
    /// The assemblies whose <see cref="StatelessAttribute"/> claims were reviewed with the rest of their code. A verdict lists every
    /// claim of another assembly as an assumption. Only assemblies of this project can add to the set.
    /// </summary>
    internal HashSet<Assembly> Reviewed { get; } = [typeof(Step).Assembly, typeof(ConcurrentProgram).Assembly];
}
