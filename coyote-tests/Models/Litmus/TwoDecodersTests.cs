using Interlock.Engine.Stage2;
using Interlock.Semantics.Machines.StageTwo;
using Interlock.Semantics.Monitors;
using Xunit;

namespace Interlock.CoyoteTests.Models.Litmus;

/// <summary>The engine's reading of a descriptor and the machine's were written apart, and agree.</summary>
public sealed class TwoDecodersTests
{
    private static readonly Geometry TwoLevels = new(2, 2);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Engine_and_hardware_read_the_same(int level)
    {
        var random = new Random(7);
        var kinds = new HashSet<DescriptorKind>();
        for (var round = 0; round < 20_000; round++)
        {
            var bits = (((ulong)random.NextInt64() >> 2) << 2) | (uint)(round & 3);
            var engine = Descriptor.Decode(bits, new Level(level), TwoLevels);
            var last = level == 3;

            Assert.Equal(engine.Kind == DescriptorKind.Table, HardwareDescriptor.IsTable(bits, last));
            Assert.Equal(engine.IsLeaf, HardwareDescriptor.IsLeaf(bits, last));
            Assert.Equal(
                engine.MayBeCached,
                HardwareDescriptor.IsTable(bits, last)
                    || (HardwareDescriptor.IsLeaf(bits, last) && HardwareDescriptor.IsAccessible(bits)));
            if (engine.IsLeaf)
            {
                Assert.Equal(
                    engine.Attributes.Permissions.Allow(AccessKind.Write), HardwareDescriptor.Permits(bits, GuestAccessKind.Store));
                Assert.Equal(engine.Attributes.Permissions.Allow(AccessKind.Read), HardwareDescriptor.Permits(bits, GuestAccessKind.Load));
                Assert.Equal(
                    engine.Attributes.Permissions.Allow(AccessKind.Fetch),
                    HardwareDescriptor.Permits(bits, GuestAccessKind.Fetch));
            }

            kinds.Add(engine.Kind);
        }

        Assert.Equal(3, kinds.Count);
    }
}
