namespace Interlock.Litmus.Formats;

/// <summary>Reads the instructions of one architecture.</summary>
internal interface IInstructionReader
{
    /// <summary>Reads an instruction.</summary>
    /// <param name="text">The instruction, without its label.</param>
    /// <param name="line">Its line.</param>
    /// <param name="label">The index of the instruction at a label.</param>
    /// <exception cref="LitmusFormatException">It is unknown, or an operand is.</exception>
    Instruction Read(string text, int line, Func<string, int> label);
}
