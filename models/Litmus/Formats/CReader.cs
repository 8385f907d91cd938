using System.Globalization;
using System.Text.RegularExpressions;

namespace Interlock.Litmus.Formats;

/// <summary>
/// Reads functions of C with C11's atomics or the Linux kernel's, one a thread, whose parameters are locations. They are run as what the
/// architectures' mappings make of them: an access that orders nothing, or is no atomic one, as a plain one, acquire and release as those
/// of RCpc, sequentially consistent ones as those of RCsc between full fences. Dependencies are those of the text.
/// </summary>
internal sealed partial class CReader
{
    private readonly CTokens tokens;
    private readonly LocationNames locations;
    private readonly List<Instruction> code;
    private readonly HashSet<string> pointers = [];
    private int temporaries;

    private CReader(CTokens tokens, LocationNames locations, List<Instruction> code) =>
        (this.tokens, this.locations, this.code) = (tokens, locations, code);

    /// <summary>Reads all functions.</summary>
    /// <returns>Where each thread's code begins.</returns>
    /// <exception cref="LitmusFormatException">Something is not known.</exception>
    public static List<int> Read(Section section, LocationNames locations, List<Instruction> code)
    {
        var tokens = new CTokens(section);
        var starts = new List<int>();
        while (!tokens.IsAtEnd)
        {
            starts.Add(code.Count);
            var reader = new CReader(tokens, locations, code);
            reader.Function(starts.Count - 1);
            code.Add(new Instruction.End());
        }

        return starts.Count > 0 ? starts : throw new LitmusFormatException(section.Line, "there are no threads");
    }

    private void Function(int thread)
    {
        while (tokens.Is("static") || tokens.Is("void"))
        {
            tokens.Next();
        }

        var name = tokens.Name();
        if (name != string.Create(CultureInfo.InvariantCulture, $"P{thread}"))
        {
            throw tokens.Refusal($"thread {thread} is P{thread}, not {name}");
        }

        tokens.Take("(");
        while (!tokens.Accept(")"))
        {
            Type();
            var parameter = tokens.Name();
            pointers.Add(parameter);
            locations.Add(parameter);
            tokens.Accept(",");
        }

        Block();
    }

    private bool Type()
    {
        var isType = false;
        while (TypeWord().IsMatch(tokens.Text) || (isType && tokens.Is("*")))
        {
            isType = true;
            tokens.Next();
        }

        return isType;
    }

    private void Block()
    {
        if (tokens.Accept("{"))
        {
            while (!tokens.Accept("}"))
            {
                Statement();
            }
        }
        else
        {
            Statement();
        }
    }

    private void Statement()
    {
        if (tokens.Accept(";"))
        {
            return;
        }

        if (tokens.Is("{"))
        {
            Block();
        }
        else if (tokens.Accept("if"))
        {
            var otherwise = Unless();
            Block();
            if (tokens.Accept("else"))
            {
                var end = Emit(new Instruction.Branch(0, Test.Always, null));
                Land(otherwise);
                Block();
                Land(end);
            }
            else
            {
                Land(otherwise);
            }
        }
        else if (tokens.Accept("while"))
        {
            var start = code.Count;
            var end = Unless();
            Block();
            Emit(new Instruction.Branch(start, Test.Always, null));
            Land(end);
        }
        else
        {
            Simple();
            tokens.Take(";");
        }
    }

    private void Simple()
    {
        var isDeclared = Type();
        if (!isDeclared && tokens.Accept("*"))
        {
            var place = Pointer(tokens.Accept("(") ? Parenthesized(tokens.Name()) : tokens.Name());
            tokens.Take("=");
            Emit(new Instruction.Store(Expression(), place, WriteOrder.Plain, null));
            return;
        }

        var name = tokens.Name();
        if (tokens.Is("=") || isDeclared)
        {
            if (tokens.Accept("="))
            {
                Emit(new Instruction.Compute(name, Arithmetic.Move, Expression(), default));
            }

            return;
        }

        Call(name);
    }

    private string Parenthesized(string name)
    {
        tokens.Take(")");
        return name;
    }

    // The branch that is taken if the condition in parentheses does not hold.
    private int Unless()
    {
        tokens.Take("(");
        var condition = Expression();
        tokens.Take(")");
        return Emit(new Instruction.Branch(0, Test.Equal, condition));
    }

    private int Emit(Instruction instruction)
    {
        code.Add(instruction with { Line = tokens.Line, Text = tokens.StatementText });
        return code.Count - 1;
    }

    private void Land(int branch) => code[branch] = ((Instruction.Branch)code[branch]) with { Target = code.Count };

    private Operand Expression(int level = 0)
    {
        string[][] levels = [["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", ">"], ["+", "-"], ["*"]];
        if (level == levels.Length)
        {
            return Unary();
        }

        var left = Expression(level + 1);
        while (levels[level].FirstOrDefault(tokens.Is) is { } symbol)
        {
            tokens.Next();
            var right = Expression(level + 1);
            left = symbol switch
            {
                "||" or "&&" => Binary(symbol == "||" ? Arithmetic.Or : Arithmetic.And, Truth(left), Truth(right)),
                ">" => Binary(Arithmetic.Less, right, left),
                _ => Binary(OperatorOf(symbol), left, right),
            };
        }

        return left;
    }

    private Operand Truth(Operand value) => Binary(Arithmetic.NotEqual, value, new Operand(null));

    private Operand Binary(Arithmetic arithmetic, Operand left, Operand right)
    {
        var into = Temporary();
        Emit(new Instruction.Compute(into, arithmetic, left, right, 32));
        return new Operand(into);
    }

    private static Arithmetic OperatorOf(string symbol) => symbol switch
    {
        "|" => Arithmetic.Or,
        "^" => Arithmetic.Xor,
        "&" => Arithmetic.And,
        "==" => Arithmetic.Equal,
        "!=" => Arithmetic.NotEqual,
        "<" => Arithmetic.Less,
        "+" => Arithmetic.Add,
        "-" => Arithmetic.Subtract,
        _ => Arithmetic.Multiply,
    };

    private Operand Unary()
    {
        if (tokens.Accept("!"))
        {
            return Binary(Arithmetic.Equal, Unary(), new Operand(null));
        }

        if (tokens.Accept("-"))
        {
            return Binary(Arithmetic.Subtract, new Operand(null), Unary());
        }

        if (tokens.Accept("*"))
        {
            var into = Temporary();
            Emit(new Instruction.Load(into, Pointer(tokens.Accept("(") ? Parenthesized(tokens.Name()) : tokens.Name()), ReadOrder.Plain, false));
            return new Operand(into);
        }

        if (tokens.Accept("&"))
        {
            return Pointer(tokens.Name()).Base;
        }

        if (tokens.Accept("("))
        {
            if (Type())
            {
                tokens.Take(")");
                return Unary();
            }

            var inner = Expression();
            tokens.Take(")");
            return inner;
        }

        if (tokens.Number() is { } number)
        {
            return new Operand(null, number);
        }

        var name = tokens.Name();
        return tokens.Is("(") || tokens.Is("{") ? Call(name) : pointers.Contains(name) ? Pointer(name).Base : new Operand(name);
    }

    private string Temporary() => string.Create(CultureInfo.InvariantCulture, $"(t{temporaries++})");

    private Place Pointer(string name) =>
        new(pointers.Contains(name) ? new Operand(null, locations.AddressOf(name)) : new Operand(name));

    private Operand Call(string function)
    {
        var braced = string.Empty;
        if (tokens.Accept("{"))
        {
            braced = tokens.Name();
            tokens.Take("}");
        }

        var arguments = new List<(Operand Value, string Text)>();
        tokens.Take("(");
        while (!tokens.Accept(")"))
        {
            var text = tokens.Text;
            arguments.Add((Expression(), text));
            tokens.Accept(",");
        }

        var result = Temporary();
        var values = arguments.ConvertAll(argument => argument.Value).ToArray();
        var texts = arguments.ConvertAll(argument => argument.Text).ToArray();
        var steps = CCalls.Of(function + braced, values, texts, result)
            ?? throw tokens.Refusal($"the function {function} is not known with these arguments");
        foreach (var step in steps)
        {
            Emit(step is Instruction.Skip skip ? new Instruction.Branch(code.Count + skip.Distance, Test.Equal, new Operand(result)) : step);
        }

        return new Operand(result);
    }

    [GeneratedRegex(
        "^(?:int|long|short|char|bool|_Bool|unsigned|signed|void|const|volatile|struct|_Atomic|atomic_(?:int|long|t|bool)|atomic64_t"
        + "|spinlock_t|u?int(?:8|16|32|64|ptr)_t|u(?:8|16|32|64)|size_t)$")]
    private static partial Regex TypeWord();
}
