using Superpower;
using Superpower.Parsers;

namespace Interlock.Litmus.Formats;

/// <summary>Reads a condition and its filter.</summary>
internal sealed class Propositions
{
    private readonly LocationNames locations;
    private readonly TextParser<Condition> condition;

    public Propositions(LocationNames locations)
    {
        this.locations = locations;
        var value = Grammar.Number.Or(
            Grammar.Symbol("&").OptionalOrDefault().IgnoreThen(Grammar.Name).Select(name => LocationNames.AddressOf(locations.Add(name))));
        var register =
            from thread in Span.Regex("P?[0-9]+:").Select(span => span.ToStringValue())
            from name in Grammar.Name
            from equal in Grammar.Symbol("==").Try().Or(Grammar.Symbol("="))
            from number in value
            select (Proposition)new Proposition.Register(
                int.Parse(thread.Trim('P', ':'), System.Globalization.CultureInfo.InvariantCulture), RegisterNames.Canonical(name), number);
        var word =
            from name in Grammar.Name.Between(Grammar.Symbol("["), Grammar.Symbol("]")).Or(Grammar.Name)
            from equal in Grammar.Symbol("==").Try().Or(Grammar.Symbol("="))
            from number in value
            select (Proposition)new Proposition.Word(this.locations.Add(name), number);
        var truth = Grammar.Lexeme(Span.Regex(@"true\b")).Select(_ => (Proposition)new Proposition.True());
        TextParser<Proposition> any = null!;
        TextParser<Proposition> unary = null!;
        var inner = Superpower.Parse.Ref(() => any).Between(Grammar.Symbol("("), Grammar.Symbol(")"));
        unary = (from not in Grammar.Lexeme(Span.Regex(@"~|not\b"))
                 from negated in Superpower.Parse.Ref(() => unary)
                 select (Proposition)new Proposition.Not(negated)).Try()
            .Or(inner).Or(truth.Try()).Or(register.Try()).Or(word);
        var all = unary.AtLeastOnceDelimitedBy(Grammar.Symbol("/\\"))
            .Select(parts => parts.Length == 1 ? parts[0] : new Proposition.All([.. parts]));
        any = all.AtLeastOnceDelimitedBy(Grammar.Symbol("\\/"))
            .Select(parts => parts.Length == 1 ? parts[0] : new Proposition.Any([.. parts]));
        var quantifier = Grammar.Lexeme(Span.Regex(@"~\s*exists\b|not\s+exists\b")).Select(_ => Quantifier.NotExists).Try()
            .Or(Grammar.Lexeme(Span.Regex(@"exists\b")).Select(_ => Quantifier.Exists).Try())
            .Or(Grammar.Lexeme(Span.Regex(@"forall\b")).Select(_ => Quantifier.ForAll));
        var filter = Grammar.Lexeme(Span.Regex(@"filter\b")).IgnoreThen(any).Try()
            .Select(proposition => (Proposition?)proposition).OptionalOrDefault();
        condition =
            from filtered in filter
            from kind in quantifier
            from proposition in any
            from end in Grammar.Symbol(";").OptionalOrDefault()
            select new Condition(kind, proposition, filtered);
    }

    /// <summary>Reads the section.</summary>
    /// <exception cref="LitmusFormatException">It cannot be read.</exception>
    public Condition Read(Section section) => Grammar.Read(condition, section.Text, section.Line);
}
