using System.Collections.Immutable;
using Interlock.Semantics.Reductions.LockRegions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.CoyoteTests.Combined;

/// <summary>Runs the lines of a vCPU of a <see cref="MixedProgram"/>.</summary>
internal static class MixedInterpreter
{
    public static async Step Run(Cpu cpu, ImmutableArray<Line> code)
    {
        ulong number = 0;
        ulong name = 0;
        var at = 0;
        while (at < code.Length)
        {
            var next = code[at++];
            var word = new Address(next.Word);
            switch (next.Do)
            {
                case Do.Load:
                    number = await cpu.Load(word);
                    break;
                case Do.Store:
                    await cpu.Store(word, next.Operand);
                    break;
                case Do.StoreNumber:
                    await cpu.Store(word, number + next.Operand);
                    break;
                case Do.CompareExchange:
                    number = await cpu.CompareExchange(word, next.Expected, next.Operand);
                    break;
                case Do.Exchange:
                    number = await cpu.Exchange(word, next.Operand);
                    break;
                case Do.FetchAdd:
                    number = await cpu.FetchAdd(word, next.Operand);
                    break;
                case Do.Fence:
                    await cpu.Fence();
                    break;
                case Do.Choose:
                    number = await cpu.Choose((int)next.Operand);
                    break;
                case Do.WaitForEvent:
                    await cpu.WaitForEvent();
                    break;
                case Do.SendEvent:
                    await cpu.SendEvent();
                    break;
                case Do.Wait:
                    await cpu.Wait(word, next.Expected);
                    break;
                case Do.WakeOne:
                    number = await cpu.WakeOne(word);
                    break;
                case Do.WakeAll:
                    number = await cpu.WakeAll(word);
                    break;
                case Do.Acquire:
                    await new SpecificationLock(word).Acquire(cpu);
                    break;
                case Do.Release:
                    await cpu.Store(word, 0);
                    break;
                case Do.PickName:
                    name = 1 + await Picks.Name(cpu);
                    break;
                case Do.TakeName:
                    name = await cpu.Load(word);
                    break;
                case Do.SaveName:
                    await cpu.Store(word, name);
                    break;
                case Do.LoadNamed when name == 0:
                    await cpu.Fence();
                    number = 0;
                    break;
                case Do.LoadNamed:
                    number = await cpu.Load(NamedBy(name));
                    break;
                case Do.StoreNamed when name == 0:
                    await cpu.Fence();
                    break;
                case Do.StoreNamed:
                    await cpu.Store(NamedBy(name), next.Operand);
                    break;
                case Do.Note:
                    cpu.Note(MixedProgram.Notes[next.Word]);
                    break;
                case Do.AssertNot:
                    cpu.Assert(number != next.Operand, "a number");
                    break;
                case Do.ThrowIf when number == next.Operand:
                    throw new InvalidOperationException("thrown");
                case Do.JumpIf when number == next.Operand:
                case Do.JumpIfNot when number != next.Operand:
                    at = next.Target;
                    break;
                default:
                    break;
            }
        }
    }

    private static Address NamedBy(ulong name) => new(MixedProgram.Named + (int)name - 1);
}
