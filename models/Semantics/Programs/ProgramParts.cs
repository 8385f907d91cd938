using System.Globalization;
using Interlock.Semantics.Transitions;
using Interlock.Sync;
using Interlock.Sync.Stepping;

namespace Interlock.Semantics.Programs;

/// <summary>Splits the states of a program: words of memory, of the machine and of monitors, and locals of each vCPU's code.</summary>
internal sealed class ProgramParts(ProgramSystem system) : StateParts
{
    // Of a deep stack the frames in between are one place: recursion without end shows by its depth.
    private const int FramesTold = 12;

    private readonly List<StatePlace> places = [];
    private readonly Dictionary<string, int> numbers = [];
    private readonly Dictionary<(int Vcpu, uint Local), Suspended> known = [];

    public override IReadOnlyList<StatePlace> Places => places;

    public override IReadOnlyList<StatePart> Of(ReadOnlySpan<ulong> state)
    {
        var parts = new List<StatePart>();
        for (var word = 0; word < system.LocalBase; word++)
        {
            parts.Add(new(PlaceOfWord(word), state[word]));
        }

        for (var vcpu = 0; vcpu < system.VcpuCount; vcpu++)
        {
            parts.AddRange(SuspendedAt(state, vcpu).Parts);
        }

        for (var word = system.LocalBase + system.VcpuCount; word < state.Length; word++)
        {
            parts.Add(new(PlaceOfWord(word), state[word]));
        }

        return parts;
    }

    public override ulong[] Moved(ReadOnlySpan<ulong> state, IReadOnlyDictionary<int, ulong> by)
    {
        var moved = state.ToArray();
        for (var word = 0; word < state.Length; word++)
        {
            if (numbers.TryGetValue(KeyOfWord(word), out var place) && by.TryGetValue(place, out var more))
            {
                moved[word] += more;
            }
        }

        for (var vcpu = 0; vcpu < system.VcpuCount; vcpu++)
        {
            var suspended = SuspendedAt(state, vcpu);
            if (suspended.Parts.Any(part => by.ContainsKey(part.Place)))
            {
                ulong Of(int place) => by.GetValueOrDefault(place);
                moved[system.LocalBase + vcpu] = system.NumberOf(system.Local(state, vcpu).Continuation.Moved(
                    [.. suspended.Frames.Select(frame => frame.Select(Of).ToList())], Of(suspended.Operand), Of(suspended.Expected)));
            }
        }

        return moved;
    }

    public override int DepthOf(ReadOnlySpan<ulong> state, int actor) => actor < system.VcpuCount ? SuspendedAt(state, actor).Frames.Count : 0;

    public override ulong InnermostOf(ReadOnlySpan<ulong> state, int actor)
    {
        var hash = actor < system.VcpuCount ? SuspendedAt(state, actor).Innermost : 0;
        for (var word = 0; word < state.Length; word++)
        {
            hash = word == system.LocalBase + actor ? hash : Mixed(hash, state[word]);
        }

        return hash;
    }

    public override string MethodOf(ReadOnlySpan<ulong> state, int actor) =>
        actor < system.VcpuCount && system.Local(state, actor).Continuation.Frames is { Count: > 0 } frames
            ? $"{frames[^1].Method}{SourceLines.Behind(frames[^1].At)}"
            : "code that has ended";

    private Suspended SuspendedAt(ReadOnlySpan<ulong> state, int vcpu)
    {
        var local = system.Local(state, vcpu);
        if (!known.TryGetValue((vcpu, local.Id), out var suspended))
        {
            known[(vcpu, local.Id)] = suspended = TakeApart(vcpu, local.Continuation);
        }

        return suspended;
    }

    private Suspended TakeApart(int vcpu, Continuation continuation)
    {
        var (parts, frames, innermost) = (new List<StatePart>(), new List<IReadOnlyList<int>>(), 0UL);
        if (continuation.Pending is not { } pending)
        {
            return new(parts, frames, innermost, -1, -1);
        }

        var code = Mixed(Mixed((ulong)pending.Kind, (ulong)(uint)pending.Address.Index), (ulong)pending.Order);
        var operand = PlaceOfOperation(vcpu, "operand", pending.Site);
        var expected = PlaceOfOperation(vcpu, "expected", pending.Site);
        parts.Add(new(PlaceOf($"{vcpu} code", $"{vcpu} code", 0, (_, _) => new("the code", string.Empty)), code));
        parts.Add(new(operand, pending.Operand));
        parts.Add(new(expected, pending.Expected));
        innermost = Mixed(Mixed(code, pending.Operand), pending.Expected);
        var told = continuation.Frames;
        parts.Add(new(PlaceOfDepth(vcpu, told), (ulong)told.Count));
        var rest = 0UL;
        for (var depth = 0; depth < told.Count; depth++)
        {
            var (frame, isTold) = (told[depth], depth < FramesTold);
            var own = frame.Code;
            var numbersOfFrame = new List<int>();
            foreach (var local in frame.Locals)
            {
                own = Mixed(own, local.Value);
                var place = isTold ? PlaceOfLocal(vcpu, depth, frame.Method, local) : -1;
                numbersOfFrame.Add(place);
                if (isTold)
                {
                    parts.Add(new(place, local.Value));
                }
            }

            frames.Add(numbersOfFrame);
            if (isTold)
            {
                parts.Add(new(PlaceOf($"{vcpu} {depth} code", "code", 0, (_, _) => new("the code", string.Empty)), frame.Code));
            }
            else
            {
                rest = Mixed(rest, own);
            }

            innermost = depth == told.Count - 1 ? Mixed(innermost, own) : innermost;
        }

        parts.Add(new(PlaceOf($"{vcpu} rest", "rest", 0, (_, _) => new("what deep calls keep", "bound the depth of the recursion")), rest));
        return new(parts, frames, innermost, operand, expected);
    }

    private int PlaceOfWord(int word)
    {
        var key = KeyOfWord(word);
        if (numbers.TryGetValue(key, out var known))
        {
            return known;
        }

        var program = system.Program;
        if (word < program.Words.Count)
        {
            var declared = program.Words[word];
            return PlaceOf(key, key, declared.Modulus == 0 ? 64 : 0, (_, _) => new(
                $"the word '{declared.Name}'{(declared.Modulus == 0 ? string.Empty : $", which wraps only at {declared.Modulus}")}",
                "give the word a modulus at which it may wrap, or bound how often the code changes it"));
        }

        return system.MonitorAt(word) is { } monitor
            ? PlaceOf(key, key, 64, (_, _) => new(
                $"the state of the monitor of '{monitor}'", "let the monitor keep no more than it compares"))
            : PlaceOf(key, key, 0, (one, other) => new(
                $"what the machine keeps{system.MachineNameOf(word, one, other)}", "use fewer addresses, VMIDs or values"));
    }

    private int PlaceOfOperation(int vcpu, string which, Site site) => PlaceOf(
        $"{vcpu} {which}", $"operand {site}", 64, (_, _) =>
            new($"the operand of the operation at {site}", "bound the number that is passed"));

    private int PlaceOfDepth(int vcpu, IReadOnlyList<SuspendedFrame> frames) => PlaceOf($"{vcpu} depth", "depth", 0, (one, _) => new(
        $"the depth of calls of vcpu{vcpu}: {MethodOf(one, vcpu)} calls itself", "make the recursion a loop, or bound its depth"));

    private int PlaceOfLocal(int vcpu, int depth, string method, SuspendedLocal local)
    {
        var place = local.Place.ToString(CultureInfo.InvariantCulture);
        return PlaceOf($"{vcpu} {depth} {place}", place, local.Bits, (_, _) => new(
            $"{(local.IsNamed ? $"the local '{local.Name}'" : local.Name)} of {method}{SourceLines.Behind(local.Declared)}",
            "bound the rounds that the code makes, or do not keep the number across an await"));
    }

    private int PlaceOf(string key, string shared, int bits, Func<ulong[], ulong[], GrowingPlace> describe)
    {
        if (!numbers.TryGetValue(key, out var number))
        {
            numbers[key] = number = places.Count;
            places.Add(new StatePlace(shared, bits, describe));
        }

        return number;
    }

    private static string KeyOfWord(int word) => $"word {word}";

    private static ulong Mixed(ulong hash, ulong word) => ((hash ^ word) * 0x9E3779B97F4A7C15UL) ^ (hash >> 29);

    /// <summary>A continuation, split into places.</summary>
    /// <param name="Parts">The values of its places.</param>
    /// <param name="Frames">The places of each frame's locals, outermost first; negative for locals without a place.</param>
    /// <param name="Innermost">A number for the innermost frame and the pending operation.</param>
    /// <param name="Operand">The place of the operation's operand.</param>
    /// <param name="Expected">The place of the operation's expected value.</param>
    private sealed record Suspended(
        IReadOnlyList<StatePart> Parts, IReadOnlyList<IReadOnlyList<int>> Frames, ulong Innermost, int Operand, int Expected);
}
