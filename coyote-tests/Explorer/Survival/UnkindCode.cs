#define DEBUG
#define TRACE

using System.Diagnostics;
using System.Runtime.CompilerServices;
using Interlock.Semantics.Monitors;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Explorer.Survival;

/// <summary>
/// Programs whose code would end the process, hold it up or eat its memory; and beside each a harmless one that looks alike.
/// </summary>
internal static class UnkindCode
{
    private static readonly object Gate = new();

    private static readonly Dictionary<string, Func<Cpu, Address, Step>> Codes = new()
    {
        ["endless recursion"] = async (cpu, word) => await cpu.Store(word, Deeper(await cpu.Load(word))),
        ["endless recursion of two"] = async (cpu, word) => await cpu.Store(word, Odd(await cpu.Load(word)) ? 1UL : 0),
        ["endless recursion in handlers"] = async (cpu, word) => await cpu.Store(word, Handled(await cpu.Load(word), word)),
        ["endless recursion through a virtual method"] = async (cpu, word) => await cpu.Store(word, Around(await cpu.Load(word), new Round(null))),
        ["endless recursion through the framework"] = async (cpu, word) => await cpu.Store(word, new Echo(await cpu.Load(word)).Equals(word) ? 1UL : 0),
        ["deep recursion in handlers"] = async (cpu, word) => await cpu.Store(word, SumHandled(500 + (await cpu.Load(word) & 1), "text", word)),
        ["deep recursion"] = async (cpu, word) => await cpu.Store(word, Sum(20_000 + (await cpu.Load(word) & 1))),
        ["endless recursion of steps"] = async (cpu, word) => await cpu.Store(word, await DeeperStep(cpu, await cpu.Load(word))),
        ["deep recursion of steps"] = async (cpu, word) => await cpu.Store(word, await SumStep(cpu, 2_000 + (await cpu.Load(word) & 1))),
        // it is left alone: it must end some day
        ["endless loop"] = async (cpu, word) => await cpu.Store(word, Turn(await cpu.Load(word), 20_000_000_000)),
        ["slow loop"] = async (cpu, word) => await cpu.Store(word, Turn(await cpu.Load(word), 300_000_000)),
        ["a wait"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            lock (Gate)
            {
                System.Threading.Monitor.Wait(Gate);
            }
        },
        ["a wait that is not looked at"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            Unseen.Wait(Gate);
        },
        ["a helper that returns Task and is not looked at"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            Unseen.Load(cpu, word);
        },
        ["a task that never ends"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            new TaskCompletionSource().Task.Wait();
        },
        ["a helper that returns Task"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            await LoadAsTask(cpu, word);
        },
        ["a helper that returns ValueTask"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            await LoadAsValueTask(cpu, word);
        },
        ["a Task that is waited for"] = async (cpu, word) => await cpu.Store(word, await cpu.Load(word) + LoadAsTask(cpu, word).Result),
        ["a helper that returns Task of a Step"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            await StepAsTask(cpu, word);
        },
        ["async void"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            LoadAsVoid(cpu, word);
        },
        ["async void that throws"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            ThrowAsVoid();
        },
        ["Debug.Assert"] = async (cpu, word) => Debug.Assert(await cpu.Load(word) == 7, "seven"),
        ["Trace.Assert"] = async (cpu, word) => Trace.Assert(await cpu.Load(word) == 7, "seven"),
        ["Debug.Fail"] = async (cpu, word) =>
        {
            await cpu.Load(word);
            Debug.Fail("never here");
        },
        ["Debug.Assert that is caught"] = async (cpu, word) =>
        {
            try
            {
                Debug.Assert(await cpu.Load(word) == 7, "seven");
            }
            catch (Exception)
            {
                await cpu.Store(word, 1);
            }
        },
        ["Debug.Assert that holds"] = async (cpu, word) => Debug.Assert(await cpu.Load(word) == 0, "nothing"),
        ["exit"] = async (cpu, word) =>
        {
            Environment.Exit(99);
            await cpu.Load(word);
        },
        ["fail fast in a helper"] = async (cpu, word) =>
        {
            await EndFast(cpu, word);
            await cpu.Load(word);
        },
        ["a read from the console"] = async (cpu, word) =>
        {
            Console.ReadLine();
            await cpu.Load(word);
        },
        ["memory"] = async (cpu, word) => await cpu.Store(word, Fill(await cpu.Load(word))),
        ["an exception named OutOfMemory"] = async (cpu, word) =>
        {
            await cpu.Load(word);
#pragma warning disable CA2201 // what is tested
            throw new OutOfMemoryException();
#pragma warning restore CA2201
        },
    };

    /// <summary>Two vCPUs that run it.</summary>
    public static ConcurrentProgram Program(string name)
    {
        var program = new ConcurrentProgram();
        var word = program.Word("word");
        switch (name)
        {
            case "endless recursion in a predicate":
                program.Always("deep", memory => Deeper(memory[word]) == 0);
                break;
            case "endless recursion in a monitor":
                program.Watch(new DeepMonitor());
                break;
            case "an assertion in a predicate":
                program.Always("asserts", memory =>
                {
                    Debug.Assert(memory[word] == 7, "seven");
                    return true;
                });
                break;
        }

        var code = Codes.TryGetValue(name, out var found) ? found : async (cpu, address) =>
        {
            await cpu.Load(address);
            cpu.Note("loaded");
        };
        program.Run(2, cpu => code(cpu, word));
        return program;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Deeper(ulong number) => Deeper(number + 1) + 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Sum(ulong number) => number == 0 ? 0 : (number + Sum(number - 1)) & 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Even(ulong number) => !Odd(number + 1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool Odd(ulong number) => !Even(number + 1);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ulong Handled(ulong number, Address word)
    {
        try
        {
            return Handled(number + 1, word) + (ulong)word.Index;
        }
        catch (InvalidCastException)
        {
            return number;
        }
        finally
        {
            number++;
        }
    }

    private static ulong Around(ulong number, Circle circle) => circle.Go(number);

    private abstract class Circle
    {
        public abstract ulong Go(ulong number);
    }

    private sealed class Round(Circle? next) : Circle
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public override ulong Go(ulong number) => (next ?? this).Go(number + 1) + 1;
    }

    private sealed class Echo(ulong number)
    {
        // A list compares what it holds by itself: that is not seen in the process that explores.
        public override bool Equals(object? obj) => new List<Echo> { new(number + 1) }.Contains(new Echo(number + 2));

        public override int GetHashCode() => 0;
    }

    private static ulong SumHandled(ulong number, string text, Address word)
    {
        var numbers = new List<ulong> { number, (ulong)text.Length };
        object boxed = (number, word);
        try
        {
            if (number % 7 == 3)
            {
                throw new InvalidOperationException(text + typeof(List<ulong>).Name);
            }

            switch (number)
            {
                case 0:
                    return 0;
                case 1:
                    return (boxed is (ulong value, Address) ? value : 5) - 1;
                default:
                    return (SumHandled(number - 1, text, word) + numbers[1]) & 1;
            }
        }
        catch (InvalidOperationException exception) when (exception.Message.StartsWith(text, StringComparison.Ordinal))
        {
            return SumHandled(number - 1, text, word);
        }
        finally
        {
            numbers.Clear();
        }
    }

    private static async Step<ulong> DeeperStep(Cpu cpu, ulong number) => await DeeperStep(cpu, number + 1) + 1;

    private static async Step<ulong> SumStep(Cpu cpu, ulong number) => number == 0 ? 0 : (number + await SumStep(cpu, number - 1)) & 1;

    private static ulong Turn(ulong number, ulong times)
    {
        for (var turns = 1UL; turns != times; turns++)
        {
            number = (number * 31) ^ turns;
        }

        return number & 0;
    }

    internal static async Task<ulong> LoadAsTask(Cpu cpu, Address word) => await cpu.Load(word);

    private static async ValueTask<ulong> LoadAsValueTask(Cpu cpu, Address word) => await cpu.Load(word);

    private static async Task StepAsTask(Cpu cpu, Address word) => await SumAfter(cpu, word);

    private static async Step SumAfter(Cpu cpu, Address word) => await cpu.Store(word, await cpu.Load(word));

#pragma warning disable VSTHRD100, CS1998 // what is tested
    private static async void LoadAsVoid(Cpu cpu, Address word) => await cpu.Load(word);

    private static async void ThrowAsVoid() => throw new InvalidOperationException("where nobody waits");
#pragma warning restore VSTHRD100, CS1998

    private static async Step EndFast(Cpu cpu, Address word)
    {
        Environment.FailFast("ended");
        await cpu.Load(word);
    }

    private static ulong Fill(ulong number)
    {
        var all = new List<byte[]>();
        while (true)
        {
            all.Add(new byte[(1 << 20) + (int)number]);
        }
    }

    private sealed class DeepMonitor : Interlock.Semantics.Monitors.PropertyMonitor
    {
        public override string Property => "deep";

        public override IReadOnlyList<Trial> Trials { get; } = [Trial.InEveryStep("deep", "it never comes back")];

        public override void OnNote(Observation step, int vcpu, Note note) => Deeper((ulong)vcpu);
    }

    [Stateless("It is not: what the first line of defence is told not to look at is found by the second.")]
    private static class Unseen
    {
        public static void Wait(object gate)
        {
            lock (gate)
            {
                System.Threading.Monitor.Wait(gate);
            }
        }

        public static void Load(Cpu cpu, Address word) => _ = LoadAsTask(cpu, word);
    }
}
