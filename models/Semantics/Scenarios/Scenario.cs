using Interlock.Semantics.Machines;
using Interlock.Semantics.Programs;
using Interlock.Semantics.Transitions;

namespace Interlock.Semantics.Scenarios;

/// <summary>A closed system to explore, with a name and with sizes that the user chooses.</summary>
public abstract class Scenario
{
    /// <summary>As on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>A summary, in a sentence.</summary>
    public abstract string Summary { get; }

    /// <summary>Its sizes.</summary>
    public abstract IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The licences that its environment can be given; each is a further size by its name, zero or one.</summary>
    public virtual Licences Licences => Licences.None;

    /// <summary>Whether it can be explored under another memory model than sequential consistency.</summary>
    public virtual bool TakesMemoryModels => false;

    /// <summary>Its sizes, and after them a size for each licence that it can be given, and for each memory model.</summary>
    public IEnumerable<Parameter> ParametersAndLicences =>
    [
        .. Parameters,
        .. LicenceNames.Of(Licences).Select(name => new Parameter(name, 0, 0, 1, $"1 = the environment may: {name}")),
        .. TakesMemoryModels ? MemoryModels.All.Keys.Select(name => new Parameter(name, 0, 0, 1, $"1 = the memory model is {name}")) : [],
    ];

    /// <summary>The properties that it is about: those that it claims to check, and those that only its variants can break.</summary>
    public abstract IReadOnlyList<string> Properties { get; }

    /// <summary>
    /// The properties that it claims to check of production code; by default all of <see cref="Properties"/>. A claim is checked: if
    /// nothing judges such a property, or it was never exercised, the verdict is an error. A verdict lists the judged properties, claimed
    /// or not.
    /// </summary>
    /// <param name="sizes">The sizes.</param>
    public virtual IReadOnlyList<string> ClaimsAt(Sizes sizes) => Properties;

    /// <summary>At the default sizes all properties except those that only variants can violate; at other sizes, where some cannot be
    /// exercised, none: the verdict lists those that were.</summary>
    private protected IReadOnlyList<string> ClaimsByDefault(Sizes sizes, params string[] ofVariants) =>
        Parameters.All(parameter => sizes[parameter.Name] == parameter.Default) ? [.. Properties.Except(ofVariants)] : [];

    /// <summary>Its mutants.</summary>
    public virtual IReadOnlyList<Mutant> Mutants => [];

    /// <summary>The system to explore.</summary>
    /// <param name="sizes">Its sizes.</param>
    /// <param name="variant">The name of a mutant or a benign variant; null for production code.</param>
    /// <exception cref="ArgumentException">There is no such variant, or the sizes contradict each other.</exception>
    public abstract TransitionSystem Build(Sizes sizes, string? variant = null);

    /// <summary>The same code for real threads; null if the scenario is not a program.</summary>
    public virtual ConcurrentProgram? ForThreads(Sizes sizes, string? variant = null) => null;

    /// <summary>The variant with a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    protected T Variant<T>(IReadOnlyDictionary<string, T> variants, string variant)
    {
        ArgumentNullException.ThrowIfNull(variants);
        return variants.TryGetValue(variant, out var found) ? found : throw NoVariant(variant);
    }

    /// <summary>The exception for a variant that this scenario does not have.</summary>
    protected ArgumentException NoVariant(string variant) => new(Mutants.Count == 0
        ? $"{Name} has no mutants, so none called '{variant}'."
        : $"{Name} has no mutant or near-miss '{variant}' (the nearest is " +
            $"'{Spelling.Nearest(variant, Mutants.SelectMany(mutant => (string[])[mutant.Name, mutant.NearMiss]))}'); its mutants are: " +
            $"{string.Join(", ", Mutants.Select(mutant => mutant.Name))}; and its near-misses: " +
            $"{string.Join(", ", Mutants.Select(mutant => mutant.NearMiss).Distinct())}.");
}
