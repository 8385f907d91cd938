using System.Globalization;
using System.Text;

namespace Interlock.CoyoteTests.Sync;

/// <summary>Source text of random async methods: loops, branches, handlers and awaits, nested at random.</summary>
/// <param name="seed">What it follows from.</param>
internal sealed class RandomAsyncCode(int seed)
{
    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();
    private int loops;

    public string Method()
    {
        text.Append(
            CultureInfo.InvariantCulture,
            $"public static async Step M{seed}(Cpu cpu, Address w, ulong a, ulong b) {{ ulong c = 0, d = 1, e = 2;\n");
        Block(0);
        text.Append("await cpu.Store(w, a + e); }\n");
        return text.ToString();
    }

    private string Local() => $"{"abcde"[random.Next(5)]}";

    private void Block(int depth)
    {
        for (var statements = random.Next(1, 4); statements > 0; statements--)
        {
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        var format = CultureInfo.InvariantCulture;
        switch (random.Next(depth > 3 ? 4 : 11))
        {
            case 0 or 1:
                text.Append(format, $"{Local()} = await cpu.Load(w) + {Local()};\n");
                break;
            case 2:
                text.Append(format, $"{Local()} += {Local()};\n");
                break;
            case 3:
                text.Append(format, $"if ({Local()} == 7) throw new InvalidOperationException();\n");
                break;
            case 4:
                Nested($"if ({Local()} > {Local()})", depth);
                Nested("else", depth);
                break;
            case 5:
                var counter = loops++;
                Nested($"for (var i{counter} = 0UL; i{counter} < {Local()}; i{counter}++)", depth);
                break;
            case 6:
                Nested("try", depth);
                Nested($"catch (InvalidOperationException) when ({Local()} > 1)", depth);
                break;
            case 7:
                Nested("try", depth);
                Nested("finally", depth);
                break;
            case 8:
                Nested("try", depth);
                Nested("catch (ArgumentException)", depth);
                Nested("finally", depth);
                break;
            case 9:
                text.Append(
                    format,
                    $"switch ({Local()}) {{ case 0: {Local()} = await cpu.Load(w); break; case 3: throw new ArgumentException(); " +
                    $"default: {Local()} = {Local()}; break; }}\n");
                break;
            default:
                Nested($"while (await cpu.Load(w) != {Local()})", depth);
                break;
        }
    }

    private void Nested(string head, int depth)
    {
        text.Append(head).Append(" {\n");
        Block(depth + 1);
        text.Append("}\n");
    }
}
