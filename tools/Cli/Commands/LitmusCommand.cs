using System.CommandLine;
using Interlock.Cli.Output;
using Interlock.Litmus;
using Interlock.Litmus.Cycles;
using Interlock.Litmus.Formats;

namespace Interlock.Cli.Commands;

/// <summary><c>interlock litmus</c>: judges litmus tests in herd's format, and compares with what is expected.</summary>
internal static class LitmusCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Files, folders of files named *.litmus, or names of classical tests such as MP+dmb.sy+addr.",
            Arity = ArgumentArity.OneOrMore,
        };
        var memory = new Option<string?>("--memory") { Description = "sc, tso or armv8; default: that of the test's architecture." };
        memory.AcceptOnlyFromAmong("sc", "tso", "armv8");
        var expected = new Option<string?>("--expected")
        {
            Description = "A file of verdicts: lines 'NAME-OR-PATH Allowed|Forbidden' of the proposition (of forall, its opposite), with needs-lb where load buffering is "
                + "needed; or 'PATH,1|0' of the condition; or a table with tabs whose first line names the columns (name, model, verdict, source, features).",
        };
        var witness = new Option<bool>("--witness")
        {
            Description = "Prints a shortest execution that ends as the condition asks (of forall: that contradicts it), where there is one.",
        };
        var json = ScenarioOptions.Json();
        var command = new Command("litmus", "Judges litmus tests of AArch64, x86 and C under a memory model.") { paths, memory, expected, witness, json };
        command.SetAction(parsed =>
        {
            var files = parsed.GetValue(paths)!.SelectMany(Files).ToList();
            var verdicts = parsed.GetValue(expected) is { } path ? ExpectedVerdicts.Read(path) : null;
            var results = new List<LitmusOutcome>();
            foreach (var file in files)
            {
                var outcome = Judge(file, parsed.GetValue(memory), verdicts, parsed.GetValue(witness));
                results.Add(outcome);
                if (!parsed.GetValue(json))
                {
                    LitmusText.Write(outcome);
                }
            }

            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(LitmusJson.Of(results));
            }
            else
            {
                LitmusText.WriteTotals(results);
            }

            return results.Any(outcome => outcome.Agrees == false) ? ExitCode.Violated
                : results.Any(outcome => outcome.Found is null) ? ExitCode.Incomplete
                : ExitCode.Verified;
        });
        return command;
    }

    private static IEnumerable<string> Files(string path)
    {
        if (File.Exists(path) || (!Directory.Exists(path) && Generated(path, null) is not null))
        {
            return [path];
        }

        var files = Directory.Exists(path)
            ? Directory.GetFiles(path, "*.litmus", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList()
            : throw new ArgumentException($"There is no file or folder '{path}', nor a classical test of that name.");
        return files.Count > 0 ? files : throw new ArgumentException($"There is no file *.litmus in '{path}'.");
    }

    // A classical test is one of AArch64, unless x86's memory is asked for or its edges are of x86 only.
    private static string? Generated(string name, string? memory) =>
        (memory == "tso" ? null : CycleTest.Write(name, Architecture.AArch64)) ?? CycleTest.Write(name, Architecture.X86);

    private static LitmusOutcome Judge(string file, string? memory, ExpectedVerdicts? verdicts, bool isShown)
    {
        var outcome = new LitmusOutcome(Path.GetFileNameWithoutExtension(file), file, memory);
        try
        {
            var test = LitmusReader.Read(File.Exists(file) ? File.ReadAllText(file) : Generated(file, memory)!);
            memory ??= test.Architecture == Architecture.X86 ? "tso" : "armv8";
            outcome = outcome with
            {
                Name = test.Name,
                Memory = memory,
                Quantifier = test.Condition.Quantifier,
                Verdict = verdicts?.Of(test.Name, file, memory, test.Condition.Quantifier),
            };
            if ((test.Architecture, memory) is (Architecture.X86, "armv8") or (Architecture.AArch64, "tso"))
            {
                return outcome with { Why = $"line 1: the test is not of the architecture of {memory}" };
            }

            var model = memory switch
            {
                "sc" => MemoryModel.SequentialConsistency,
                "tso" => MemoryModel.TotalStoreOrder,
                _ => MemoryModel.Armv8,
            };
            return outcome with
            {
                Result = LitmusSearch.Run(test, model),
                Witness = isShown && LitmusSearch.Witness(test, model) is { } steps ? new WitnessTable(test.Threads.Length, steps) : null,
            };
        }
        catch (LitmusFormatException refusal)
        {
            return outcome with { Why = refusal.Message };
        }
    }
}
