using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Values;

internal sealed class CidrBlockTests
{
    private static readonly string[] PrivateSpace = ["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/8", "fd12::/16"];

    [TestCase("10.8.0.0/16", "10-8-0-0-16")]
    [TestCase("10.0.0.0/8", "10-0-0-0-8")]
    [TestCase("172.16.0.0/12", "172-16-0-0-12")]
    [TestCase("192.168.178.4/32", "192-168-178-4-32")]
    [TestCase("100.64.0.0/10", "100-64-0-0-10")]
    [TestCase("fd12:3456::/48", "fd12-3456-0-0-0-0-0-0-48")]
    [TestCase("fc00::/8", "fc00-0-0-0-0-0-0-0-8")]
    public void A_private_range_is_taken_and_has_a_name(string text, string key) =>
        Assert.That((Parse(text).ToString(), Parse(text).Key), Is.EqualTo((text, key)));

    [TestCase("10.8.0.1/16", "has bits set after its /16 prefix", "Write 10.8.0.0/16.")]
    [TestCase("fd12:3456::1/48", "has bits set after its /48 prefix", "Write fd12:3456::/48.")]
    [TestCase("0.0.0.0/0", "is every address of the Internet", "10.8.0.0/16")]
    [TestCase("10.0.0.0/0", "is every address of the Internet", "10.8.0.0/16")]
    [TestCase("::/0", "is every address of the Internet", "10.8.0.0/16")]
    [TestCase("8.8.8.0/24", "is a public range or reaches into one", "10.8.0.0/16")]
    [TestCase("10.0.0.0/7", "is a public range or reaches into one", "10.8.0.0/16")]
    [TestCase("172.0.0.0/8", "is a public range or reaches into one", "10.8.0.0/16")]
    [TestCase("172.32.0.0/16", "is a public range or reaches into one", "10.8.0.0/16")]
    [TestCase("0.0.0.0/1", "is a public range or reaches into one", "10.8.0.0/16")]
    [TestCase("2001:db8::/32", "is a public range or reaches into one", "10.8.0.0/16")]
    [TestCase("127.0.0.0/8", "is inside the loopback range, which no VPN and no subnet has", "10.8.0.0/16")]
    [TestCase("169.254.169.254/32", "is inside the link-local range, which no VPN and no subnet has", "10.8.0.0/16")]
    [TestCase("224.0.0.0/24", "is inside the multicast range, which no VPN and no subnet has", "10.8.0.0/16")]
    [TestCase("fe80::/64", "is inside the link-local range, which no VPN and no subnet has", "10.8.0.0/16")]
    [TestCase("fc00::/7", "is or holds the range of a metadata service, which hands out a machine's credentials", "10.8.0.0/16")]
    [TestCase("fd00:ec2::/32", "is or holds the range of a metadata service, which hands out a machine's credentials", "10.8.0.0/16")]
    [TestCase("fd20:ce::254/128", "is or holds the range of a metadata service, which hands out a machine's credentials", "10.8.0.0/16")]
    [TestCase("10.8.0.0", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("10.8.0.0/33", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("10.8.0.0/016", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("010.8.0.0/16", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("0xa.8.0.0/16", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("10.8/16", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("::ffff:10.8.0.0/112", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("fd00::%eth0/64", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("[fd00::]/64", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase(" 10.8.0.0/16", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("10.8.0.0/16\n", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("10.8.0.0/16/8", "is not an address range in CIDR notation", "10.8.0.0/16")]
    [TestCase("", "is missing", "10.8.0.0/16")]
    public void Anything_else_is_refused_with_its_reason_and_a_fix(string text, string problem, string fix)
    {
        Assert.That(CidrBlock.TryParse(text, out var value, out var fault), Is.False);
        Assert.That((value, fault.Problem), Is.EqualTo(((CidrBlock?)null, problem)));
        Assert.That(fault.Fix, Does.Contain(fix));
    }

    [Test]
    public void Containing_and_overlapping_agree_with_the_arithmetic_of_bits() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Ranges().Two().ToArbitrary(), pair =>
        {
            var ((first, firstLow, firstHigh), (second, secondLow, secondHigh)) = pair;
            var sameFamily = first.IsIPv6 == second.IsIPv6;
            return first.Contains(second) == (sameFamily && firstLow <= secondLow && secondHigh <= firstHigh)
                && first.Overlaps(second) == (sameFamily && firstLow <= secondHigh && secondLow <= firstHigh);
        }));

    [Test]
    public void A_range_survives_being_written_and_read_and_keeps_to_characters_without_meaning() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Ranges().ToArbitrary(), range =>
            Parse(range.Block.ToString()).Equals(range.Block)
            && range.Block.ToString().All(character => char.IsAsciiHexDigitLower(character) || ".:/".Contains(character))
            && range.Block.Key.All(character => char.IsAsciiHexDigitLower(character) || character == '-')));

    [Test]
    public void Different_ranges_have_different_keys() =>
        Check.QuickThrowOnFailure(Prop.ForAll(Ranges().Two().ToArbitrary(), pair =>
            pair.Item1.Block.Equals(pair.Item2.Block) == (pair.Item1.Block.Key == pair.Item2.Block.Key)));

    private static CidrBlock Parse(string text)
    {
        Assert.That(CidrBlock.TryParse(text, out var value, out var fault), Is.True, fault.Problem);
        return value!;
    }

    // A range inside one of the private ones, with its first and last address as numbers. Few distinct bits, so that
    // ranges do meet.
    private static Gen<(CidrBlock Block, BigInteger Low, BigInteger High)> Ranges() =>
        from space in Gen.Elements(PrivateSpace)
        from bits in Gen.Choose(0, 7)
        from length in Gen.Choose(0, 20)
        select Range(space, bits, length);

    private static (CidrBlock Block, BigInteger Low, BigInteger High) Range(string space, int bits, int extra)
    {
        var parts = space.Split('/');
        var bytes = System.Net.IPAddress.Parse(parts[0]).GetAddressBytes();
        var width = bytes.Length * 8;
        var prefix = Math.Min(width, int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) + extra);
        var low = new BigInteger(bytes, isUnsigned: true, isBigEndian: true) | ((BigInteger)bits << (width - int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture) - 3));
        low = low >> (width - prefix) << (width - prefix);
        var lowBytes = low.ToByteArray(isUnsigned: true, isBigEndian: true);
        var address = new System.Net.IPAddress([.. new byte[bytes.Length - lowBytes.Length], .. lowBytes]);
        return (Parse($"{address}/{prefix}"), low, low + (BigInteger.One << (width - prefix)) - 1);
    }
}
