using System.Reflection;
using Pulumi;

namespace FlowerInfra;

/// <summary>Which Pulumi SDK this build runs on.</summary>
public static class PulumiSdk
{
    private const string OfflineSuffix = "-offline";

    /// <summary>The version as the assembly carries it, without the commit behind a plus sign.</summary>
    public static string Version { get; } =
        typeof(Output).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary><c>offline</c> or <c>official</c>, as a plan names it.</summary>
    public static string Kind => Version.EndsWith(OfflineSuffix, StringComparison.Ordinal) ? "offline" : "official";

    /// <summary>The first line of every command.</summary>
    public static string Banner =>
        $"SDK: Pulumi {Version} ({(Kind == "offline" ? "offline; previews and tests, cannot deploy" : "official")})";
}
