using NUnit.Framework;
using Pulumi.Experimental.Provider;

namespace FlowerInfra.Offline.Tests.Core;

/// <summary>Serving components to other languages takes an engine, as deploying does.</summary>
[TestFixture]
[NonParallelizable]
internal sealed class ServingTests
{
    [Test]
    public async Task The_offline_sdk_says_that_it_cannot_serve_components_and_fails()
    {
        var (before, code) = (Console.Error, Environment.ExitCode);
        using var error = new StringWriter();
        try
        {
            Console.SetError(error);
            await ComponentProviderHost.Serve(["127.0.0.1:1"], typeof(ServingTests).Assembly, "sample");

            using (Assert.EnterMultipleScope())
            {
                Assert.That(Environment.ExitCode, Is.EqualTo(1));
                Assert.That(error.ToString(), Does.Contain("This is the offline SDK").And.Contain("pulumi package add"));
            }
        }
        finally
        {
            Console.SetError(before);
            Environment.ExitCode = code;
        }
    }
}
