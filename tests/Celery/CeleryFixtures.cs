using NUnit.Framework;

namespace FlowerInfra.Tests.Celery;

/// <summary>
/// Keeps the fixtures with real brokers and workers, which run beside each other, apart from those that reach limits: they start
/// hundreds of processes, and a flood on a busy machine is none.
/// </summary>
[SetUpFixture]
[NonParallelizable]
internal sealed class CeleryFixtures;
