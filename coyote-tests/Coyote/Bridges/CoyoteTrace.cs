using System.Text.Encodings.Web;
using System.Text.Json;
using Interlock.Explorer.Traces;
using Interlock.Explorer.Verdicts;

namespace Interlock.CoyoteTests.Coyote.Bridges;

/// <summary>A trace as Coyote 1.7.11 reads and writes it.</summary>
/// <param name="TestName">The entry point, with its class.</param>
/// <param name="CoyoteVersion">Who wrote it.</param>
/// <param name="Settings">How the test is run; a replay takes these over.</param>
/// <param name="Steps">Scheduling decisions and choices.</param>
internal sealed record CoyoteTrace(
    string? TestName, string CoyoteVersion, CoyoteTrace.TestSettings Settings, IReadOnlyList<string> Steps)
{
    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A trace for one of our tests, run as we run them.</summary>
    public static CoyoteTrace Of(Target target, IReadOnlyList<string> steps) =>
        new(EntryPointNames.FullNameOf(target.Scenario, target.Variant), "1.7.11.0", new TestSettings(), steps);

    /// <summary>Reads a trace.</summary>
    /// <exception cref="TraceFormatException">It is none.</exception>
    public static CoyoteTrace Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<CoyoteTrace>(text, Options) is { Steps: not null, Settings: not null } trace
                ? trace
                : throw new TraceFormatException("it is not a trace of Coyote's: it has no \"Steps\" or no \"Settings\"");
        }
        catch (JsonException exception)
        {
            throw new TraceFormatException($"it is not a trace of Coyote's: it is not JSON ({exception.Message})");
        }
    }

    /// <summary>The trace as text.</summary>
    public string Write() => JsonSerializer.Serialize(this, Options) + "\n";

    /// <summary>Coyote's settings, by its names.</summary>
    internal sealed record TestSettings
    {
        /// <summary>Who chooses beyond the trace's end: fair, so that what never happens is noticed.</summary>
        public string Strategy { get; init; } = "random";

        /// <summary>Unused by that strategy.</summary>
        public int StrategyBound { get; init; }

        /// <summary>The seed of its choices.</summary>
        public uint? Seed { get; init; } = 1;

        /// <summary>The step bound.</summary>
        public int MaxFairSchedulingSteps { get; init; } = Sampling.MaxSteps;

        /// <summary>Until when a strategy may be unfair.</summary>
        public int MaxUnfairSchedulingSteps { get; init; } = Sampling.MaxUnfairSteps;

        /// <summary>Unused: nothing here has a time-out.</summary>
        public uint TimeoutDelay { get; init; } = 10;

        /// <summary>Milliseconds.</summary>
        public uint DeadlockTimeout { get; init; } = Sampling.HangTimeout;

        /// <summary>One strategy only.</summary>
        public string PortfolioMode { get; init; } = "none";

        /// <summary>Hot states count.</summary>
        public bool IsLivenessCheckingEnabled { get; init; } = true;

        /// <summary>Scheduling steps for which a state may stay hot.</summary>
        public int LivenessTemperatureThreshold { get; init; } = Sampling.MaxOwed;

        /// <summary>Coyote's default.</summary>
        public bool IsCollectionAccessRaceCheckingEnabled { get; init; } = true;

        /// <summary>Coyote's default.</summary>
        public bool IsLockAccessRaceCheckingEnabled { get; init; } = true;

        /// <summary>Coyote's default.</summary>
        public bool IsAtomicOperationRaceCheckingEnabled { get; init; } = true;

        /// <summary>Coyote's default.</summary>
        public bool IsVolatileOperationRaceCheckingEnabled { get; init; } = true;

        /// <summary>Coyote's default.</summary>
        public bool IsMemoryAccessRaceCheckingEnabled { get; init; }

        /// <summary>Coyote's default.</summary>
        public bool IsControlFlowRaceCheckingEnabled { get; init; }

        /// <summary>Every thread is an operation.</summary>
        public bool IsPartiallyControlledConcurrencyAllowed { get; init; }

        /// <summary>Every choice is Coyote's.</summary>
        public bool IsPartiallyControlledDataNondeterminismAllowed { get; init; }

        /// <summary>Coyote's default.</summary>
        public uint UncontrolledConcurrencyResolutionAttempts { get; init; } = 10;

        /// <summary>Coyote's default.</summary>
        public uint UncontrolledConcurrencyResolutionDelay { get; init; } = 1000;
    }
}
