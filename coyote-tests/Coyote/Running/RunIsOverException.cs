namespace Interlock.CoyoteTests.Coyote.Running;

/// <summary>Takes a vCPU's thread out of the code under test when the run has ended.</summary>
internal sealed class RunIsOverException : Exception;
