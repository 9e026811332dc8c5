namespace FlowerInfra;

/// <summary>What a network policy lets through: one kind of traffic, from or to one peer.</summary>
/// <param name="Policy">The policy's name in the program.</param>
/// <param name="Enters">Whether it comes in.</param>
/// <param name="Traffic">The protocol and the ports, as <see cref="FirewallRule.Traffic"/> has them.</param>
/// <param name="Peer">The peer; absent for everybody.</param>
internal sealed record PolicyRule(string Policy, bool Enters, string Traffic, PlanProperty Peer);
