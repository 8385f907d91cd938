using Interlock.Engine.Addresses;
using Interlock.Engine.Results;
using Interlock.Engine.Stage2;
using Xunit;

namespace Interlock.CoyoteTests.Engine;

public sealed class AddressTests
{
    private const ulong Page = PageIndex.PageSize;

    private static readonly ulong[] Extremes =
    [
        0, 1, Page - 1, Page, Page + 1, 4 * Page,
        Ipa.Limit - Page, Ipa.Limit - 1, Ipa.Limit, Ipa.Limit + Page,
        1UL << 63, ulong.MaxValue - 4095, ulong.MaxValue,
    ];

    [Fact]
    public void Values_print_their_unit() => Assert.Equal(
        ["ipa:0x4000", "pa:0x8000", "page:0x8", "entry:3", "vmid:3", "host-ipa:0x4001?", "host-pa:0x8001?", "level:2", "4x512", "rw-"],
        [
            $"{new Ipa(0x4000)}", $"{new Pa(0x8000)}", $"{new Pa(0x8fff).Page}", $"{new TableIndex(3)}", $"{new Vmid(3)}",
            $"{new HostIpa(0x4001)}", $"{new HostPa(0x8001)}", $"{new Level(2)}", $"{Geometry.Native}",
            $"{new Permissions(true, true, false)}",
        ]);

    [Fact]
    public void Addresses_have_48_bits()
    {
        Assert.All(Extremes.Where(value => value >= Ipa.Limit), value =>
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => new Ipa(value));
            Assert.Throws<ArgumentOutOfRangeException>(() => new Pa(value));
            Assert.Throws<ArgumentOutOfRangeException>(() => new PageIndex(value));
        });
        Assert.All(Extremes.Where(value => value < Ipa.Limit), value =>
        {
            Assert.Equal(value, new Ipa(value).Value);
            Assert.Equal(value - (value % Page), new Pa(value).Page.Address.Value);
        });
        Assert.Equal((1UL << 36) - 1, new Pa(Pa.Limit - 1).Page.Value);
    }

    [Fact]
    public void Sums_do_not_wrap()
    {
        foreach (var (start, more) in Extremes.Where(value => value < Ipa.Limit).SelectMany(_ => Extremes, (start, more) => (start, more)))
        {
            if ((UInt128)start + more < Ipa.Limit)
            {
                Assert.Equal(start + more, new Pa(start).Plus(more).Value);
            }
            else
            {
                Assert.Throws<ArgumentOutOfRangeException>(() => new Pa(start).Plus(more));
            }
        }
    }

    [Fact]
    public void What_a_host_alleges_is_proved_or_refused()
    {
        foreach (var (value, limit) in Extremes.SelectMany(_ => (ulong[])[0, Page, 4 * Page, Ipa.Limit], (value, limit) => (value, limit)))
        {
            var good = value < limit && value % Page == 0;
            Assert.Equal(good ? Result.Of(new Ipa(value)) : Refused<Ipa>(), new HostIpa(value).Decode(limit));
            Assert.Equal(good ? Result.Of(new PageIndex(value / Page)) : Refused<PageIndex>(), new HostPa(value).Decode(limit / Page));
        }
    }

    [Fact]
    public void The_default_result_is_a_refusal()
    {
        Assert.False(default(Result<Ipa>).IsOk);
        Assert.Equal(HypercallError.NotPermitted, default(Result<Ipa>).Error);
        Assert.Throws<InvalidOperationException>(() => default(Result<Ipa>).Value);
        Assert.Throws<InvalidOperationException>(() => Result.Of(new Ipa(0)).Error);
    }

    private static Result<T> Refused<T>()
        where T : struct => Result.Refused<T>(HypercallError.InvalidArgument);
}
