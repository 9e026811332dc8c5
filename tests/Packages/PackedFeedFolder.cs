using NUnit.Framework;

namespace FlowerInfra.Tests.Packages;

/// <summary>Deletes the packages after the last test that looks at them.</summary>
[SetUpFixture]
internal sealed class PackedFeedFolder
{
    [OneTimeTearDown]
    public Task DeleteAsync() => PackedFeed.DeleteAsync();
}
