using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Scenarios;

/// <summary>A closed system to explore, by name, at sizes that its user chooses.</summary>
public abstract class Scenario
{
    /// <summary>As on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What happens in it, in a sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>Its sizes.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>What its environment can be allowed to do for no reason: each a size besides the others, zero or one, by its name.</summary>
    public virtual Licences Licences => Licences.None;

    /// <summary>Its sizes, and after them a size for each licence that it can be given.</summary>
    public IEnumerable<Parameter> ParametersAndLicences =>
        [.. Parameters, .. LicenceNames.Of(Licences).Select(name => new Parameter(name, 0, 0, 1, $"1 = the environment may: {name}"))];

    /// <summary>The properties that it is about: those that it claims to check, and those that only its variants can break.</summary>
    public abstract IReadOnlyList<string> Properties { get; }

    /// <summary>
    /// The properties that it claims to check of the code that ships: all that it is about, if it does not say otherwise. A claim is
    /// checked: if nothing judges such a property, or it was never put to the test, the verdict is an error. What a verdict lists is what was
    /// judged, claimed or not.
    /// </summary>
    /// <param name="sizes">At which sizes.</param>
    public virtual IReadOnlyList<string> ClaimsAt(Sizes sizes) => Properties;

    /// <summary>At its default sizes all that it is about but what only variants can break; at others, where some of it cannot be put to the
    /// test, nothing: the verdict lists what was.</summary>
    private protected IReadOnlyList<string> ClaimsByDefault(Sizes sizes, params string[] ofVariants) =>
        Parameters.All(parameter => sizes[parameter.Name] == parameter.Default) ? [.. Properties.Except(ofVariants)] : [];

    /// <summary>Its seeded bugs.</summary>
    public virtual IReadOnlyList<Mutant> Mutants => [];

    /// <summary>The system to explore.</summary>
    /// <param name="sizes">Its sizes.</param>
    /// <param name="variant">A mutant or a near-miss; null for the code that ships.</param>
    /// <exception cref="ArgumentException">There is no such variant, or the sizes do not go together.</exception>
    public abstract TransitionSystem Build(Sizes sizes, string? variant = null);

    /// <summary>The same code for real threads; null if the scenario is not a program.</summary>
    public virtual ConcurrentProgram? ForThreads(Sizes sizes, string? variant = null) => null;

    /// <summary>The variant of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    protected T Variant<T>(IReadOnlyDictionary<string, T> variants, string variant)
    {
        ArgumentNullException.ThrowIfNull(variants);
        return variants.TryGetValue(variant, out var found) ? found : throw NoVariant(variant);
    }

    /// <summary>The refusal of a variant that this scenario does not have.</summary>
    protected ArgumentException NoVariant(string variant) => new(Mutants.Count == 0
        ? $"{Name} has no mutants, so none called '{variant}'."
        : $"{Name} has no mutant or near-miss '{variant}' (the nearest is " +
            $"'{Spelling.Nearest(variant, Mutants.SelectMany(mutant => (string[])[mutant.Name, mutant.NearMiss]))}'); its mutants are: " +
            $"{string.Join(", ", Mutants.Select(mutant => mutant.Name))}; and its near-misses: " +
            $"{string.Join(", ", Mutants.Select(mutant => mutant.NearMiss).Distinct())}.");
}
