namespace Interlock.Viewer.Graphs;

/// <summary>A question that cannot be answered; the message says why, for whoever asked.</summary>
/// <param name="message">Why.</param>
/// <param name="isEarly">Whether it can be answered once the exploration has ended.</param>
public sealed class QuestionException(string message, bool isEarly = false) : Exception(message)
{
    /// <summary>Whether it can be answered once the exploration has ended.</summary>
    public bool IsEarly => isEarly;
}
