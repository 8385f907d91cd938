using System.Globalization;

namespace Interlock.CoyoteTests.Combined;

/// <summary>What a line of a <see cref="MixedProgram"/> does with its vCPU's two registers, a number and a name.</summary>
internal enum Do
{
    Load,
    Store,
    StoreNumber,
    CompareExchange,
    Exchange,
    FetchAdd,
    Fence,
    Choose,
    WaitForEvent,
    SendEvent,
    Wait,
    WakeOne,
    WakeAll,
    Acquire,
    Release,
    PickName,
    TakeName,
    SaveName,
    LoadNamed,
    StoreNamed,

    // From here on: no operation.
    Note,
    AssertNot,
    ThrowIf,
    JumpIf,
    JumpIfNot,
}

/// <summary>A line of a <see cref="MixedProgram"/>.</summary>
/// <param name="Do">What it does.</param>
/// <param name="Word">On which word; of an event, which.</param>
/// <param name="Operand">What to store, add, choose below, or compare the number with.</param>
/// <param name="Expected">What a compare-exchange or a wait expects.</param>
/// <param name="Target">Where a jump goes.</param>
internal readonly record struct Line(Do Do, int Word = 0, ulong Operand = 0, ulong Expected = 0, int Target = 0)
{
    public bool IsOperation => Do < Do.Note;

    public bool IsJump => Do is Do.JumpIf or Do.JumpIfNot;

    /// <summary>Whether the number that was held before is lost once the operation has answered.</summary>
    public bool LosesNumber => Do is Do.Load or Do.CompareExchange or Do.Exchange or Do.FetchAdd or Do.Choose or Do.WakeOne or Do.WakeAll
        or Do.LoadNamed;

    /// <summary>Whether the name that was held before is lost once the operation has answered.</summary>
    public bool LosesName => Do is Do.PickName or Do.TakeName;

    /// <summary>The line as a reader would write it.</summary>
    public string Text(Func<int, string> word)
    {
        var add = Operand == ulong.MaxValue ? "-1" : Operand.ToString(CultureInfo.InvariantCulture);
        return Do switch
        {
            Do.Load => $"number = await cpu.Load({word(Word)});",
            Do.Store => $"await cpu.Store({word(Word)}, {Operand});",
            Do.StoreNumber => $"await cpu.Store({word(Word)}, number + {Operand});",
            Do.CompareExchange => $"number = await cpu.CompareExchange({word(Word)}, {Expected}, {Operand});",
            Do.Exchange => $"number = await cpu.Exchange({word(Word)}, {Operand});",
            Do.FetchAdd => $"number = await cpu.FetchAdd({word(Word)}, {add});",
            Do.Fence => "await cpu.Fence();",
            Do.Choose => $"number = await cpu.Choose({Operand});",
            Do.WaitForEvent => "await cpu.WaitForEvent();",
            Do.SendEvent => "await cpu.SendEvent();",
            Do.Wait => $"await cpu.Wait({word(Word)}, {Expected});",
            Do.WakeOne => $"number = await cpu.WakeOne({word(Word)});",
            Do.WakeAll => $"number = await cpu.WakeAll({word(Word)});",
            Do.Acquire => $"await new SpecificationLock({word(Word)}).Acquire(cpu);",
            Do.Release => $"await cpu.Store({word(Word)}, 0);",
            Do.PickName => "name = 1 + await cpu.Choose(2);",
            Do.TakeName => $"name = await cpu.Load({word(Word)});",
            Do.SaveName => $"await cpu.Store({word(Word)}, name);",
            Do.LoadNamed => "number = name == 0 ? await cpu.Fence() : await cpu.Load(named[name]);",
            Do.StoreNamed => $"await (name == 0 ? cpu.Fence() : cpu.Store(named[name], {Operand}));",
            Do.Note => $"cpu.Note(\"{MixedProgram.Notes[Word]}\");",
            Do.AssertNot => $"cpu.Assert(number != {Operand}, \"not {Operand}\");",
            Do.ThrowIf => $"if (number == {Operand}) throw new InvalidOperationException();",
            Do.JumpIf => $"if (number == {Operand}) goto line{Target};",
            _ => $"if (number != {Operand}) goto line{Target};",
        };
    }
}
