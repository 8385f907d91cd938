namespace Interlock.Litmus.Formats;

/// <summary>Reads the instructions of one architecture.</summary>
internal interface IInstructionReader
{
    /// <summary>Reads an instruction: one or more steps, whose branches go to instructions by their index.</summary>
    /// <exception cref="LitmusFormatException">It is unknown, or an operand is.</exception>
    IReadOnlyList<Instruction> Read(CodeLine code);
}

/// <summary>An instruction as it stands in a test.</summary>
/// <param name="Text">The instruction, without its label.</param>
/// <param name="Line">Its line, from 1.</param>
/// <param name="Thread">The thread.</param>
/// <param name="Index">Its index among the thread's instructions.</param>
/// <param name="Count">How many instructions the thread has.</param>
/// <param name="Labels">All labels.</param>
internal sealed record CodeLine(string Text, int Line, int Thread, int Index, int Count, CodeLabels Labels)
{
    /// <summary>The address of the next instruction.</summary>
    public ulong Next => LocationNames.AddressOfCode(Thread, Index + 1);

    /// <summary>The index of the instruction at a label.</summary>
    /// <exception cref="LitmusFormatException">There is none.</exception>
    public int Target(string label) => Labels.Find(Thread, label.Trim(), Index) is >= 0 and var target && target <= Count
        ? target
        : throw Refusal($"there is no label {label.Trim()}");

    /// <summary>Why it cannot be read.</summary>
    public LitmusFormatException Refusal(string why) => new(Line, why);
}
