using System.Reflection;
using Interlock.Catalogue;
using Interlock.CoyoteTests.Cli.Survival;
using Interlock.Semantics.Scenarios;

/// <summary>
/// Puts scenarios of the tests in the place of others before the command begins: the runtime calls this of assemblies that
/// DOTNET_STARTUP_HOOKS names.
/// </summary>
#pragma warning disable CA1050 // the runtime looks for it outside of namespaces
internal static class StartupHook
#pragma warning restore CA1050
{
    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        var list = ScenarioList.All;
        var items = (IList<Scenario>)list.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic).Single().GetValue(list)!;
        for (var index = 0; index < UnkindScenario.All.Length; index++)
        {
            items[index + 1] = UnkindScenario.All[index];
        }

        items[UnkindScenario.All.Length + 1] = new SlowScenario();
    }
}
