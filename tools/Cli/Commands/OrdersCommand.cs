using System.CommandLine;
using Interlock.Cli.Output;
using Interlock.Explorer.Orders;
using Interlock.Semantics.Scenarios;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock orders</c>: which memory orders a scenario's code needs, and which it does not.</summary>
internal static class OrdersCommand
{
    public static Command Create()
    {
        var name = ScenarioOptions.One();
        var parameters = ScenarioOptions.Parameters();
        var mutant = ScenarioOptions.Mutant();
        var (memory, profile) = (ScenarioOptions.Memory(), ScenarioOptions.Profile());
        memory.DefaultValueFactory = _ => "armv8";
        var maxStates = new Option<long?>("--max-states") { Description = "States after which one search stops; nothing is claimed of what it tried." };
        var json = ScenarioOptions.Json();
        var markdown = new Option<string?>("--markdown") { Description = "Also writes the table to a file." };
        var command = new Command("orders", "Tries weaker memory orders for every operation of a scenario's code: which are needed.")
        {
            name, parameters, mutant, memory, profile, maxStates, json, markdown,
        };
        command.SetAction(parsed =>
        {
            var scenario = ScenarioOptions.Find(parsed.GetValue(name)!);
            Writable.RequireNew(parsed.GetValue(markdown));
            var given = ScenarioOptions.WithMemory(
                [scenario], parsed.GetValue(parameters), parsed.GetValue(memory)!, parsed.GetValue(profile));
            var sizes = ScenarioOptions.SizesFor(scenario, given, null);
            if (sizes.Memory is null)
            {
                throw new ArgumentException("Under sequential consistency no order makes a difference: ask for --memory tso or armv8.");
            }

            using var interruption = new Interruption();
            var search = new OrderSearch(
                orders => scenario.Build(new Sizes(scenario, sizes.Values) { Orders = orders }, parsed.GetValue(mutant)), parsed.GetValue(maxStates));
            var found = search.Run(what => Console.Error.WriteLine($"interlock: trying {what}"), interruption.Token);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(OrdersJson.Of(scenario, sizes, found));
            }
            else
            {
                Console.Out.Write(OrdersMarkdown.Write(scenario, sizes, found));
            }

            if (parsed.GetValue(markdown) is { } file)
            {
                NewFile.Write(file, OrdersMarkdown.Write(scenario, sizes, found));
            }

            return interruption.Token.IsCancellationRequested ? ExitCode.Incomplete : ExitCode.Verified;
        });
        return command;
    }
}
