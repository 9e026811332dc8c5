namespace FlowerInfra;

/// <summary>Commands that a Redis user may run on some keys and channels: one selector of its rights.</summary>
/// <param name="Commands">The commands in small letters.</param>
/// <param name="Patterns">The keys (<c>~</c>, <c>%R~</c> to read, <c>%W~</c> to write) and the channels (<c>&amp;</c>).</param>
internal sealed record RedisGrant(IReadOnlyList<string> Commands, IReadOnlyList<string> Patterns)
{
    /// <summary>Whether it is left out where rights can't be kept apart, because with the others' commands it would destroy.</summary>
    public bool NeedsSelector { get; init; }

    /// <summary>Whether it serves results only.</summary>
    public bool IsForResults { get; init; }

    /// <summary>Makes a grant of two lists with spaces between their items.</summary>
    /// <param name="commands">The commands.</param>
    /// <param name="patterns">The keys and the channels.</param>
    public static RedisGrant Of(string commands, string patterns) => new(commands.Split(' '), patterns.Split(' '));

    /// <summary>The selector as Redis reads it.</summary>
    public override string ToString() => $"({string.Join(' ', [.. Commands.Select(command => $"+{command}"), .. Patterns])})";
}
