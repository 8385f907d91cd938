namespace Interlock.Litmus.Formats;

/// <summary>A value as it stands in a test: a number, or what is known once all sections are read.</summary>
internal abstract record Value
{
    /// <summary>A number.</summary>
    public sealed record Number(ulong Is) : Value;

    /// <summary>The address of a location, or of an element.</summary>
    public sealed record Address(string Location, int? Element) : Value;

    /// <summary>The address of an instruction.</summary>
    public sealed record Label(int Thread, string Name) : Value;

    /// <summary>An instruction.</summary>
    public sealed record Code(string Text) : Value;

    /// <summary>One value for each element of an array.</summary>
    public sealed record List(IReadOnlyList<Value> Values) : Value;

    /// <summary>What it comes to.</summary>
    /// <exception cref="LitmusFormatException">It speaks of what there is not, or is a list.</exception>
    public ulong In(LocationNames locations, CodeLabels labels, int line) => this switch
    {
        Number number => number.Is,
        Address address => locations.AddressOf(address.Location, address.Element, line),
        Label label => labels.AddressOf(label.Thread, label.Name, line),
        Code code => labels.Word(-1, code.Text, 0),
        _ => throw new LitmusFormatException(line, "a list of values is for an array"),
    };
}
