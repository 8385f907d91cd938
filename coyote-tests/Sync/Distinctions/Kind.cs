namespace Interlock.CoyoteTests.Sync.Distinctions;

/// <summary>One type of which programs keep values, values that are alike, and tests that may tell them apart.</summary>
/// <param name="Type">The type.</param>
/// <param name="Values">Expressions; <c>mine</c>, <c>other</c> and <c>fresh</c> are a program's own.</param>
/// <param name="Tests">Conditions on what is kept, <c>{0}</c>, and one of the values, <c>{1}</c>.</param>
internal sealed record Kind(string Type, string[] Values, string[] Tests)
{
    private static readonly string[] ByReference =
    [
        "ReferenceEquals({0}, {1})", "(object){0} == (object){1}", "object.Equals({0}, {1})", "{0}.Equals({1})",
        "EqualityComparer<object>.Default.Equals({0}, {1})", "ReferenceEqualityComparer.Instance.Equals({0}, {1})",
        "{0}.GetHashCode() == {1}.GetHashCode()", "RuntimeHelpers.GetHashCode({0}) == RuntimeHelpers.GetHashCode({1})",
        "new HashSet<object>(ReferenceEqualityComparer.Instance) {{ {1} }}.Contains({0})", "ImmutableArray.Create<object>({1}).Contains({0})",
    ];

    public static IReadOnlyList<Kind> All { get; } =
    [
        new("Mode", ["Mode.Read", "Mode.Write", "Mode.All[1]", "Mode.All[2]", "Held.Struct.First", "new Mode()", "fresh", "mine", "other"],
            [.. ByReference, "{0} == {1}", "EqualityComparer<Mode>.Default.Equals({0}, {1})", "Mode.All.Contains({0})", "Mode.All.IndexOf({0}) == 1"]),
        new("object", ["Held.Nothing", "Held.Missing", "Held.Struct.Second", "Held.One", "Held.Other", "1UL", "(object)1", "Colour.Red", "(byte)0", "\"aa\"",
            "Held.Text", "new object()", "fresh", "mine", "other"],
            [.. ByReference, "{0} == {1}", "{0} is ulong", "{0} is string", "{0}.GetType() == {1}.GetType()", "{0} is Colour.Red"]),
        new("Point", ["Point.Origin", "Point.Zero", "Point.Same", "new Point(0)", "Point.Zero with {{ }}", "fresh", "mine", "other"],
            [.. ByReference, "{0} == {1}", "{0} is {{ X: 0 }}"]),
        new("Node", ["Node.End", "Node.Last", "Node.Pair", "new Leaf(null)", "new Inner(Node.End)", "new Inner(Node.Last)", "new Inner(new Leaf(null))", "fresh"],
            [.. ByReference, "{0}.Tail() == {1}.Tail()", "{0}.Next == {1}", "{0} is Leaf", "ReferenceEquals({0}.Next, Node.End)"]),
        new("string", ["\"aa\"", "Held.Word", "Held.Alias", "Held.Literal", "new string('a', 2)", "string.Concat(\"a\", cpu.Index == 0 ? \"a\" : \"b\")", "7.ToString()", "new string('7', 1)", "\"7\"", "fresh"],
            [.. ByReference, "{0} == {1}", "{0}.AsSpan() == {1}.AsSpan()", "{0}.AsMemory().Equals({1}.AsMemory())"]),
        new("ImmutableArray<ulong>", ["Held.Table", "Held.Same", "Held.Copy", "[1, 2]", "Held.Table.Add(3).RemoveAt(2)", "[]", "ImmutableArray<ulong>.Empty", "fresh"],
            ["{0} == {1}", "{0}.Equals({1})", "{0}.Length == {1}.Length"]),
        new("Func<ulong>", ["Held.Lambda", "Held.Group", "Held.Twin", "Held.Answer", "() => 1", "Held.Capture(1)", "() => 1", "fresh"],
            [.. ByReference, "{0} == {1}", "{0}() == 1", "{0}.Method == {1}.Method", "{0}.Target == {1}.Target"]),
        new("Type", ["typeof(Mode)", "typeof(Point)", "Held.Nothing.GetType()", "Mode.Read.GetType()", "typeof(Box<Mode>)", "typeof(Box<Point>)"], [.. ByReference, "{0} == {1}"]),
        new("(object First, object Second)", ["(fresh, fresh)", "(fresh, new object())", "(Held.Nothing, fresh)", "(Held.Nothing, Held.Nothing)", "(Held.Nothing, Held.Missing)", "(new object(), new object())"],
            ["{0}.First == {0}.Second", "ReferenceEquals({0}.First, {1}.First)", "{0} == {1}", "{0}.Equals({1})", "ReferenceEquals({0}.Second, fresh)"]),
        new("double", ["0.0", "-0.0", "double.NaN", "BitConverter.UInt64BitsToDouble(0x7FF8000000000001)", "BitConverter.UInt64BitsToDouble(0xFFF8000000000001)", "1.0"],
            ["{0} == {1}", "{0}.Equals({1})", "double.IsNegative({0})", "BitConverter.DoubleToUInt64Bits({0}) == BitConverter.DoubleToUInt64Bits({1})"]),
        new("float", ["0f", "-0f", "float.NaN", "BitConverter.UInt32BitsToSingle(0x7FC00001)"], ["{0} == {1}", "float.IsNegative({0})", "BitConverter.SingleToUInt32Bits({0}) == BitConverter.SingleToUInt32Bits({1})"]),
        new("decimal", ["1.0m", "1.00m", "1m", "0m", "-0.0m", "0.00m"], ["{0} == {1}", "{0}.Scale == {1}.Scale", "decimal.IsNegative({0})", "decimal.GetBits({0})[3] == decimal.GetBits({1})[3]"]),
        new("DateTime", ["new DateTime(5)", "new DateTime(5, DateTimeKind.Utc)", "new DateTime(5, DateTimeKind.Local)"], ["{0} == {1}", "{0}.Kind == {1}.Kind", "{0}.Ticks == {1}.Ticks"]),
        new("ulong?", ["null", "0UL", "1UL", "default(ulong?)"], ["{0} == {1}", "{0}.HasValue", "{0}.GetValueOrDefault() == 1"]),
        new("Exception", ["Held.Thrown(0)", "Held.Thrown(1)", "Held.Thrown(2)", "Held.Thrown(3)", "Held.Failure", "Held.Like", "new InvalidOperationException(\"x\")", "fresh"],
            [.. ByReference, "{0}.ToString().Contains(\"Here\")", "$\"{{{0}}}\".Contains(\"There\")", "string.Concat(\"\", (object){0}).Contains(\"Here\")",
            "{0}.Source == null", "{0}.StackTrace == null", "{0}.TargetSite == null", "{0}.Message == {1}.Message", "{0} is FirstException", "{0}.InnerException == Held.Failure",
            "{0}.GetBaseException() == {1}"]),
        new("Wide", ["Held.WideOf(0)", "Held.WideOf(1)", "new Wide {{ Value = 1 }}"], ["Held.Beside({0}) == 0", "{0}.Value == 1"]),
        new("Apart", ["Held.ApartOf(0)", "Held.ApartOf(1)", "default"], ["Held.Middle({0}) == 0", "{0}.First == 0"]),
        new("Both", ["new Both {{ Number = 0.0 }}", "new Both {{ Number = -0.0 }}", "new Both {{ Bits = 1 }}", "default"], ["{0}.Number == 0", "{0}.Bits == 0", "double.IsNegative({0}.Number)"]),
    ];
}
