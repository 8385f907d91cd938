using Interlock.Isolation.Idealized;
using Interlock.Semantics.Scenarios;

namespace Interlock.Catalogue.Idealized;

/// <summary>Something that holds of the idealized platform, after VirtualCert.</summary>
public abstract class IdealScenario : Scenario
{
    /// <summary>The platforms of mutants and benign variants, by name.</summary>
    private protected virtual IReadOnlyDictionary<string, Func<Shape, Platform>> Platforms { get; } =
        new Dictionary<string, Func<Shape, Platform>>();

    /// <summary>The platform of given sizes.</summary>
    private protected Platform PlatformOf(Sizes sizes, string? variant)
    {
        if (sizes["pages"] <= sizes["oses"])
        {
            throw new ArgumentException($"{Name} takes more pages than OSes, not {sizes["pages"]} for {sizes["oses"]}.");
        }

        var shape = new Shape(
            sizes["oses"], sizes["pages"], sizes["padds"], sizes["vadds"], sizes["values"], sizes["caches"] == 1, sizes["errors"] == 1);
        return variant is null ? new Platform(shape) : Variant(Platforms, variant)(shape);
    }

    /// <summary>The sizes, with a scenario's defaults. What is said of an OS and others needs two of them.</summary>
    protected static IReadOnlyList<Parameter> ParametersOf(
        int oses = 2, int pages = 3, int padds = 2, int vadds = 1, int values = 2, int caches = 1, int errors = 1, int fewestOses = 1) =>
    [
        new("oses", oses, fewestOses, 3, "guest operating systems; the first one is trusted"),
        new("pages", pages, 2, Page.MostPages, "machine pages; at first a table for each OS, the others nobody's"),
        new("padds", padds, 2, 4, "physical pages that an OS can have"),
        new("vadds", vadds, 1, 4, "virtual pages that a table maps"),
        new("values", values, 2, 4, "values that a page can hold"),
        new("caches", caches, 0, 1, "whether there are a cache and a TLB"),
        new("errors", errors, 0, 1, "whether what is refused is answered with an error; if not, it does not happen"),
    ];

    private protected static Dictionary<string, int> At(params (string Name, int Value)[] sizes) =>
        sizes.ToDictionary(size => size.Name, size => size.Value);
}
