using Interlock.Engine.Aborts;
using Interlock.Engine.Results;
using Interlock.Sync.Stepping;

namespace Interlock.Isolation.Calls;

/// <summary>A call that has returned: what was asked, and what came of it. It is the value of a note, and so fits into a word.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Vm">The VM that was alleged; zero where the call has none.</param>
/// <param name="Page">The page that was alleged, or what stands in its place; zero where the call has none.</param>
/// <param name="IpaPage">The page of IPA space that was alleged, or what stands in its place; zero where the call has none.</param>
/// <param name="Writable">Whether writing was to be permitted.</param>
/// <param name="Outcome">
/// Zero for success, or one more than the <see cref="HypercallError"/>; of an abort the <see cref="AbortResolution"/>.
/// </param>
/// <param name="Answer">What a successful call answered.</param>
public readonly record struct CallRecord(
    Call Call, int Vm, int Page, int IpaPage, bool Writable, int Outcome, int Answer)
{
    /// <summary>Whether a call that can be refused was not.</summary>
    public bool Succeeded => Outcome == 0;

    /// <summary>The name of the note: the call and its outcome.</summary>
    public string Name => $"{Call}: {OutcomeName(Call, Outcome)}";

    /// <summary>The value of the note.</summary>
    public ulong Value => (ulong)Call | ((ulong)Outcome << 6) | ((ulong)Vm << 10) | ((ulong)Page << 18)
        | ((ulong)IpaPage << 34) | ((Writable ? 1UL : 0) << 50) | ((ulong)Answer << 51);

    /// <summary>The names of all notes.</summary>
    public static IReadOnlyList<string> AllNames { get; } =
    [
        .. from call in Enum.GetValues<Call>()
           from outcome in Enumerable.Range(0, Enum.GetValues<HypercallError>().Length + 1)
           where call is not (Call.HostAbort or Call.GuestAbort) || outcome < Enum.GetValues<AbortResolution>().Length
           select $"{call}: {OutcomeName(call, outcome)}",
    ];

    [Stateless("Filled while it is made.")]
    private static readonly HashSet<string> Names = [.. AllNames];

    /// <summary>Whether a note of that name is a call that has returned.</summary>
    public static bool IsName(string name) => Names.Contains(name);

    /// <summary>The call of a note's value.</summary>
    public static CallRecord Of(ulong value) => new(
        (Call)(value & 0x3f),
        (int)(value >> 10) & 0xff,
        (int)(value >> 18) & 0xffff,
        (int)(value >> 34) & 0xffff,
        ((value >> 50) & 1) != 0,
        (int)(value >> 6) & 0xf,
        (int)(value >> 51) & 0x1fff);

    /// <summary>
    /// An alleged page of IPA space as a record keeps it: one beyond 16 bits, which no specification has, is the last of them.
    /// </summary>
    public static int IpaPageOf(ulong ipa) => (int)Math.Min(ipa, ushort.MaxValue);

    /// <summary>The outcome of a call that can be refused.</summary>
    public static int OutcomeOf(Result<ulong> result) => result.IsOk ? 0 : (int)result.Error + 1;

    /// <summary>An outcome in words.</summary>
    public static string OutcomeName(Call call, int outcome) => call is Call.HostAbort or Call.GuestAbort
        ? ((AbortResolution)outcome).ToString()
        : outcome == 0 ? "ok" : ((HypercallError)(outcome - 1)).ToString();
}
