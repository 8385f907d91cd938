using System.Collections.Immutable;
using Interlock.Semantics.Programs;

namespace Interlock.CoyoteTests.Combined;

/// <summary>Makes a program that shows something smaller, as long as it does.</summary>
internal static class Shrinking
{
    private const int Most = 2000;

    public static MixedProgram Smallest(MixedProgram program, Func<MixedProgram, bool> shows)
    {
        for (var (tries, isSmaller) = (0, true); isSmaller;)
        {
            isSmaller = false;
            foreach (var simpler in Simpler(program).Where(Ends))
            {
                if (tries++ == Most)
                {
                    return program;
                }

                if (shows(simpler))
                {
                    (program, isSmaller) = (simpler, true);
                    break;
                }
            }
        }

        return program;
    }

    // A loop without an operation would never end.
    private static bool Ends(MixedProgram program) => program.Vcpus.All(code => Enumerable.Range(0, code.Length).All(at =>
        !code[at].IsJump || code[at].Target > at || code[code[at].Target].IsOperation));

    private static IEnumerable<MixedProgram> Simpler(MixedProgram program)
    {
        var demands = program.Demands;
        Demands[] fewer =
        [
            demands with { Order = null }, demands with { Always = null }, demands with { Finally = null }, demands with { Progress = 0 },
            demands with { Recurs = null }, demands with { RecursNote = null }, demands with { Responds = null },
            demands with { MustSee = false },
        ];
        foreach (var less in fewer.Where(less => less != demands))
        {
            yield return program with { Demands = less };
        }

        if (program.Licences != Licences.None)
        {
            yield return program with { Licences = Licences.None };
        }

        for (var vcpu = 0; program.Vcpus.Length > 1 && demands.Order is null && vcpu < program.Vcpus.Length; vcpu++)
        {
            yield return program with { Vcpus = program.Vcpus.RemoveAt(vcpu) };
        }

        for (var vcpu = 0; vcpu < program.Vcpus.Length; vcpu++)
        {
            for (var at = 0; at < program.Vcpus[vcpu].Length; at++)
            {
                yield return program with { Vcpus = program.Vcpus.SetItem(vcpu, Without(program.Vcpus[vcpu], at)) };
            }
        }

        // The same line in all, where all are alike.
        for (var at = 0; program.Vcpus.All(code => code.SequenceEqual(program.Vcpus[0])) && at < program.Vcpus[0].Length; at++)
        {
            yield return program with { Vcpus = [.. program.Vcpus.Select(code => Without(code, at))] };
        }

        for (var word = 0; word < program.Initial.Length; word++)
        {
            if (program.Initial[word] != 0)
            {
                yield return program with { Initial = program.Initial.SetItem(word, 0) };
            }
        }
    }

    private static ImmutableArray<Line> Without(ImmutableArray<Line> code, int at) =>
        [.. code.RemoveAt(at).Select(line => line.IsJump && line.Target > at ? line with { Target = line.Target - 1 } : line)];
}
