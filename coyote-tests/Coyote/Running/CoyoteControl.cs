using Interlock.Semantics.Transitions;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.Specifications;
using Choices = Microsoft.Coyote.Random.Generator;
using CoyoteOperation = Microsoft.Coyote.Runtime.Operation;
using Operation = Interlock.Sync.Operation;

namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>Microsoft Coyote decides. Outside a test of Coyote's nobody does, and nothing of this works.</summary>
internal sealed class CoyoteControl : IControl
{
    private readonly Choices choices = Choices.Create();

    public ulong Create(string name) => CoyoteOperation.CreateFrom(new Named(name)) ?? throw new InvalidOperationException(
        "This runs only under Microsoft Coyote: run it with 'coyote test' or a TestingEngine.");

    public void Start(ulong operation) => CoyoteOperation.Start(operation);

    public void OnStarted(ulong operation) => CoyoteOperation.OnStarted(operation);

    public void OnCompleted()
    {
        CoyoteOperation.OnCompleted();
        CoyoteOperation.ScheduleNext(); // without it nobody would be chosen to go on
    }

    public void PauseUntilCompleted(ulong operation) => CoyoteOperation.PauseUntilCompleted(operation);

    public void PauseUntil(Func<bool> condition) => CoyoteOperation.PauseUntil(condition);

    public void Point(Operation? operation, string word, bool isSpinning)
    {
        switch (PointKinds.Of(operation, isSpinning))
        {
            case PointKind.Yield:
                SchedulingPoint.Yield();
                break;
            case PointKind.Read:
                SchedulingPoint.Read(word);
                break;
            case PointKind.Write:
                SchedulingPoint.Write(word);
                break;
            default:
                SchedulingPoint.Interleave();
                break;
        }
    }

    public int Choose(int bound) => choices.NextInteger(bound);

    public void Fail(Violation violation) =>
        Specification.Assert(false, "{0}: {1}", violation.Property, violation.Message);

    public void Owe() => Specification.Monitor<Progress>(new Progress.Owe());

    public void Keep() => Specification.Monitor<Progress>(new Progress.Keep());

    private sealed class Named(string name) : IOperationBuilder
    {
        public string Name => name;

        public Guid? GroupId => null;

        public Func<int>? HashedStateCallback => null;
    }
}
