namespace Pulumi.Mocks;

internal sealed record MockAnswer(string Urn, string Id, IReadOnlyDictionary<string, PlainValue> State);
