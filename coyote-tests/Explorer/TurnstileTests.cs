using System.Threading;
using Interlock.Explorer.Workers;
using Xunit;

namespace Interlock.CoyoteTests.Explorer;

public sealed class TurnstileTests
{
    [Fact]
    public void Who_is_alone_is_alone_whoever_comes()
    {
        const int Rounds = 200_000;
        var turnstile = new Turnstile(2);
        var (inside, together) = (0, 0);
        var counts = new long[2];
        var threads = Enumerable.Range(0, 2).Select(worker => new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                turnstile.Enter(worker);
                Volatile.Write(ref counts[worker], Volatile.Read(ref counts[worker]) + 1);
                Interlocked.Increment(ref inside);
                Interlocked.Decrement(ref inside);
                turnstile.Leave(worker);
                if (round % 100 == 0)
                {
                    turnstile.Alone(ref counts[worker], 0, (ref long _, int _) => together += Volatile.Read(ref inside));
                }
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.Equal(0, together);
        Assert.Equal([Rounds, Rounds], counts);
    }

    [Fact]
    public void Work_that_fails_does_not_shut_the_others_out()
    {
        var turnstile = new Turnstile(2);
        var state = 0;

        Assert.Throws<OutOfMemoryException>(() =>
            turnstile.Alone(ref state, 0, (ref int _, int _) => GC.KeepAlive(Array.CreateInstance(typeof(long), int.MaxValue))));

        var other = new Thread(() => turnstile.Enter(1)) { IsBackground = true };
        other.Start();
        Assert.True(other.Join(TimeSpan.FromSeconds(10)), "the turnstile stayed closed");
    }
}
