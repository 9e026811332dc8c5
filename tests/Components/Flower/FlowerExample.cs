using NUnit.Framework;

namespace FlowerInfra.Tests.Components.Flower;

/// <summary>An instance whose secrets a test has written.</summary>
internal static class FlowerExample
{
    public static FlowerSettings Settings(string secretsDirectory)
    {
        Assert.That(HostName.TryParse("flower.example.internal", out var host, out _), Is.True);
        Assert.That(UrlPrefix.TryParse("/tools/flower", out var prefix, out _), Is.True);
        return new FlowerSettings { Host = host!, Prefix = prefix!, SecretsDirectory = secretsDirectory };
    }
}
