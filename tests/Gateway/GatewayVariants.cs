using NUnit.Framework;

namespace FlowerInfra.Tests.Gateway;

/// <summary>The gateways that every page and every attack is tried on: each role, sign-in and kind of prefix.</summary>
internal static class GatewayVariants
{
    public static IEnumerable<TestFixtureData> All =>
        from role in new[] { InstanceRole.Viewer, InstanceRole.Administrator }
        from authentication in new[] { AuthenticationKind.Basic, AuthenticationKind.OAuth }
        from prefix in new[] { "/", "/any/prefix", "/tools.v2/flower-1.x" }
        where prefix != "/tools.v2/flower-1.x" || authentication == AuthenticationKind.Basic
        select new TestFixtureData(role, authentication, prefix);
}
