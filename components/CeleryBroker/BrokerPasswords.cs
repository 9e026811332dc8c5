using Pulumi;
using Pulumi.Random;

namespace FlowerInfra;

/// <summary>
/// The users' passwords, two of each: the one of this version and the one before it. The two take turns in two resources, so that
/// the next version replaces the older one only.
/// </summary>
internal sealed class BrokerPasswords
{
    // Out of guessing's reach, and without what a URL would have to escape.
    private const int Length = 40;

    private readonly BrokerScope _scope;

    /// <summary>Prepares the passwords.</summary>
    /// <param name="scope">What the parts of the component share.</param>
    public BrokerPasswords(BrokerScope scope) => _scope = scope;

    /// <summary>Which of the two a version is.</summary>
    /// <param name="version">The version.</param>
    public static string Turn(int version) => version % 2 == 1 ? "a" : "b";

    /// <summary>Generates the password of a user that keeps it.</summary>
    /// <param name="user">The user.</param>
    public Output<string> GenerateOnce(string user) => Generate(user, 1);

    /// <summary>Generates the passwords of a user, the current one first.</summary>
    /// <param name="user">The user.</param>
    public IReadOnlyList<Output<string>> Generate(string user)
    {
        var version = _scope.Model.PasswordsVersion;
        var current = Generate(user, version);
        return version == 1 ? [current] : [current, Generate(user, version - 1)];
    }

    private Output<string> Generate(string user, int version) => Output.CreateSecret(
        new RandomPassword($"{_scope.Name}-password-{user}-{Turn(version)}", new RandomPasswordArgs
        {
            Length = Length,
            Special = false,
            Keepers = { ["version"] = $"{version}" },
        }, _scope.Child).Result);
}
