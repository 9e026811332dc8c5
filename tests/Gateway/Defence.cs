using System.Text.RegularExpressions;

namespace FlowerInfra.Tests.Gateway;

/// <summary>One defence of the gateway, and the attack that it alone stops.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Settings">The gateway that has it.</param>
/// <param name="Remove">Takes it out of the configuration.</param>
/// <param name="GetsThrough">Attacks a gateway and says whether the attack succeeded.</param>
internal sealed record Defence(string Name, GatewaySettings Settings, Func<string, string> Remove, Func<LiveGateway, bool> GetsThrough)
{
    /// <summary>Takes text out, or puts other text in its place.</summary>
    public static Func<string, string> Replace(string old, string replacement = "") =>
        text => text.Replace(old, replacement, StringComparison.Ordinal);

    /// <summary>Takes an <c>if</c> block out of the first server, which is the dashboard's.</summary>
    public static Func<string, string> If(string condition) => text =>
        new Regex($@"        if \({Regex.Escape(condition)}\) \{{\n[^}}]*\}}\n").Replace(text, "", 1);

    /// <summary>Takes out the lines that begin with a text.</summary>
    public static Func<string, string> Line(string start) => text =>
        Regex.Replace(text, $@"(?m)^ *{Regex.Escape(start)}.*\n", "");

    public override string ToString() => Name;
}
