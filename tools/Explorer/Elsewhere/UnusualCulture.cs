using System.Globalization;

namespace Interlock.Explorer.Elsewhere;

/// <summary>A culture in which numbers and dates look like nowhere, so that code which asks for the culture shows it.</summary>
internal static class UnusualCulture
{
    public static CultureInfo Instance { get; } = Make();

    // The executables are globalization-invariant, so there are no cultures to choose from.
    private static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        var numbers = culture.NumberFormat;
        (numbers.NegativeSign, numbers.PositiveSign, numbers.NumberNegativePattern) = ("~", "&", 0);
        (numbers.NumberDecimalSeparator, numbers.NumberGroupSeparator, numbers.NumberDecimalDigits) = ("'", ":", 5);
        (numbers.CurrencyDecimalSeparator, numbers.CurrencyGroupSeparator, numbers.CurrencySymbol) = ("'", ":", "?");
        (numbers.PercentDecimalSeparator, numbers.PercentGroupSeparator, numbers.PercentSymbol) = ("'", ":", "!");
        (numbers.NaNSymbol, numbers.PositiveInfinitySymbol, numbers.NegativeInfinitySymbol) = ("none", "most", "least");
        numbers.NumberGroupSizes = [2];
        var dates = culture.DateTimeFormat;
        (dates.ShortDatePattern, dates.LongDatePattern) = ("yyyy'd'dd'm'MM", "yyyy'day'dd'month'MM");
        (dates.ShortTimePattern, dates.LongTimePattern) = ("mm'm'HH", "ss's'mm'm'HH");
        dates.FirstDayOfWeek = DayOfWeek.Thursday;
        return CultureInfo.ReadOnly(culture);
    }
}
