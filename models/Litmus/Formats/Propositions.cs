using Superpower;

namespace Interlock.Litmus.Formats;

/// <summary>Reads a condition and its filter.</summary>
internal sealed class Propositions
{
    private static readonly TextParser<bool> Comparison =
        Grammar.Lexeme(Grammar.Pattern("==|=(?![:>])")).Select(_ => true).Try().Or(Grammar.Lexeme(Grammar.Pattern("<>|!=")).Select(_ => false));

    private readonly LocationNames locations;
    private readonly CodeLabels labels;
    private readonly Func<int, string, int> bytesOf;
    private readonly Func<string, string> canonical;
    private readonly int threads;
    private readonly TextParser<Condition> condition;
    private int line = 1;

    /// <summary>Knows what propositions speak of.</summary>
    /// <param name="locations">The locations; those that come up are added.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="bytesOf">The bytes of a register that count.</param>
    /// <param name="canonical">The one name of a register.</param>
    /// <param name="threads">How many threads there are.</param>
    public Propositions(LocationNames locations, CodeLabels labels, Func<int, string, int> bytesOf, Func<string, string> canonical, int threads)
    {
        (this.locations, this.labels, this.bytesOf, this.canonical, this.threads) = (locations, labels, bytesOf, canonical, threads);
        var register =
            from thread in Grammar.Thread
            from name in Grammar.Name
            from isEqual in Comparison
            from value in Grammar.Value
            select Signed(isEqual, Register(thread, name, value));
        var named = from name in Grammar.Name
                    from element in Grammar.Element.OrNull()
                    select (name, element);
        var word =
            from name in named.Between(Grammar.Symbol("["), Grammar.Symbol("]")).Or(Grammar.Symbol("*").OptionalOrDefault().IgnoreThen(named))
            from isEqual in Comparison
            from value in Grammar.Value
            select Signed(isEqual, Word(name.name, name.element, value));
        var fault = from kind in Grammar.Lexeme(Grammar.Pattern("(?i:fault)(?=\\s*\\()"))
                    from open in Grammar.Symbol("(")
                    from thread in Grammar.Thread
                    from label in Grammar.Name
                    from name in Grammar.Symbol(",").IgnoreThen(Grammar.Name)
                    from close in Grammar.Symbol(")")
                    select (Proposition)new Proposition.Register(Existing(thread), RegisterNames.Fault(label, name), 1);
        var truth = Grammar.Lexeme(Grammar.Pattern(@"true\b")).Select(_ => (Proposition)new Proposition.True());
        var falsity = Grammar.Lexeme(Grammar.Pattern(@"false\b")).Select(_ => (Proposition)new Proposition.Not(new Proposition.True()));
        TextParser<Proposition> implication = null!;
        TextParser<Proposition> unary = null!;
        var inner = Superpower.Parse.Ref(() => implication).Between(Grammar.Symbol("("), Grammar.Symbol(")"));
        unary = (from not in Grammar.Lexeme(Grammar.Pattern(@"~|not\b"))
                 from negated in Superpower.Parse.Ref(() => unary)
                 select (Proposition)new Proposition.Not(negated)).Try()
            .Or(inner).Or(truth.Try()).Or(falsity.Try()).Or(fault.Try()).Or(register.Try()).Or(word);
        var all = unary.AtLeastOnceDelimitedBy(Grammar.Lexeme(Grammar.Pattern(@"/\\|&&")))
            .Select(parts => parts.Length == 1 ? parts[0] : new Proposition.All([.. parts]));
        var any = all.AtLeastOnceDelimitedBy(Grammar.Lexeme(Grammar.Pattern(@"\\/|\|\|")))
            .Select(parts => parts.Length == 1 ? parts[0] : new Proposition.Any([.. parts]));
        implication = from left in any
                      from right in Grammar.Symbol("=>").IgnoreThen(Superpower.Parse.Ref(() => implication)).AsNullable().OptionalOrDefault()
                      select right is null ? left : new Proposition.Any([new Proposition.Not(left), right]);
        var quantifier = Grammar.Lexeme(Grammar.Pattern(@"~\s*exists\b|not\s+exists\b")).Select(_ => Quantifier.NotExists).Try()
            .Or(Grammar.Lexeme(Grammar.Pattern(@"exists\b")).Select(_ => Quantifier.Exists).Try())
            .Or(Grammar.Lexeme(Grammar.Pattern(@"forall\b")).Select(_ => Quantifier.ForAll));
        var filter = from start in Grammar.Lexeme(Grammar.Pattern(@"filter\b"))
                     from proposition in implication
                     from end in Grammar.Symbol(";").OptionalOrDefault()
                     select proposition;
        var plain = from kind in quantifier
                    from proposition in implication
                    from end in Grammar.Symbol(";").OptionalOrDefault()
                    select (kind, proposition);
        var final = from start in Grammar.Lexeme(Grammar.Pattern(@"final\b"))
                    from proposition in implication
                    from end in Grammar.Symbol(";").OptionalOrDefault()
                    from with in Grammar.Lexeme(Grammar.Pattern(@"with\b"))
                    from kinds in Kinds(quantifier).AtLeastOnce()
                    where kinds.Any(kind => kind.Model == "tso")
                    select (kinds.First(kind => kind.Model == "tso").Quantifier, proposition);
        condition =
            from filtered in filter.AsNullable().Try().OptionalOrDefault()
            from asked in final.Try().Or(plain)
            select new Condition(asked.Item1, asked.Item2, filtered);
    }

    /// <summary>Reads the section; a test without one asks whether it can end.</summary>
    /// <exception cref="LitmusFormatException">It cannot be read.</exception>
    public Condition Read(Section section)
    {
        line = section.Line;
        return section.Text.Length == 0
            ? new Condition(Quantifier.Exists, new Proposition.True(), null)
            : Grammar.Read(condition, section.Text, section.Line);
    }

    private static Proposition Signed(bool isEqual, Proposition proposition) => isEqual ? proposition : new Proposition.Not(proposition);

    // Old tests of x86 say how the same proposition is quantified under each of several models.
    private static TextParser<(string Model, Quantifier Quantifier)> Kinds(TextParser<Quantifier> quantifier) =>
        from model in Grammar.Name
        from colon in Grammar.Symbol(":")
        from kind in quantifier
        from end in Grammar.Symbol(";").OptionalOrDefault()
        select (model, kind);

    private static ulong Significant(int bytes, ulong value)
    {
        // A number that its type cannot hold is compared whole.
        var bits = bytes * 8;
        return Calculation.Low(value, bits) == value || Calculation.Signed(value, bits) == value ? Calculation.Low(ulong.MaxValue, bits) : ulong.MaxValue;
    }

    private int Existing(int thread) =>
        thread < threads ? thread : throw new LitmusFormatException(line, $"there is no thread {thread}");

    private Proposition.Register Register(int thread, string name, Value value)
    {
        var (register, number) = (canonical(name), value.In(locations, labels, line));
        return new Proposition.Register(Existing(thread), register, number, Significant(bytesOf(thread, register), number));
    }

    private Proposition Word(string name, int? element, Value value)
    {
        var words = element is null ? locations.WordsOf(name).ToList() : [locations.Add(name, element, line)];
        var values = value is Value.List list ? list.Values : [value];
        if (words.Count != values.Count)
        {
            throw new LitmusFormatException(line, $"{name} has {words.Count} elements");
        }

        var parts = words.Zip(values, (word, part) =>
        {
            var number = part.In(locations, labels, line);
            return (Proposition)new Proposition.Word(word, number, Significant(locations.Words[word].Bytes, number));
        }).ToList();
        return parts.Count == 1 ? parts[0] : new Proposition.All([.. parts]);
    }
}
