using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>HTTP basic authentication with named users, each with a password of their own, generated unless supplied.</summary>
public sealed partial class BasicAuthArgs : ResourceArgs
{
    /// <summary>
    /// The users' names: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>. Flower separates name and password by a colon
    /// and users by a comma, and answers 500 to names outside ASCII. Plain: each user has a generated password.
    /// </summary>
    /// <example>["oncall", "ops"]</example>
    [Input("users", required: true)]
    public required List<string> Users { get; set; }

    /// <summary>
    /// The ARN of an existing secret with the passwords, a JSON object of user and password, instead of generated ones. It
    /// has to hold the same users.
    /// </summary>
    /// <example>arn:aws:secretsmanager:eu-west-1:123456789012:secret:flower-passwords-a1B2c3</example>
    [Input("passwordsSecretArn")]
    public Input<string>? PasswordsSecretArn { get; set; }

    /// <summary>The ARN of the KMS key that encrypts that secret. Default: AWS's own key.</summary>
    /// <example>arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab</example>
    [Input("passwordsSecretKmsKeyArn")]
    public Input<string>? PasswordsSecretKmsKeyArn { get; set; }

    /// <summary>
    /// The ARNs of the roles that hand out the generated passwords. They read these and nothing else, and none of them deploys.
    /// Default: none; deployers alone read them.
    /// </summary>
    /// <example>["arn:aws:iam::123456789012:role/flower-passwords"]</example>
    [Input("passwordReaderRoleArns")]
    public InputList<string>? PasswordReaderRoleArns { get; set; }

    internal PasswordSignIn Read(ArgumentReader reader)
    {
        reader.Require(
            Users.Count > 0, "users", null, "no user is named", "Name at least one user: Flower with an empty list lets everybody in.");
        for (var i = 0; i < Users.Count; i++)
        {
            reader.Require(
                UserName().IsMatch(Users[i]), $"users[{i}]", WithoutPassword(Users[i]), "is not a user name",
                "Use 1 to 64 letters, digits, dots, underscores or hyphens.");
            reader.Require(Users.IndexOf(Users[i]) == i, $"users[{i}]", Users[i], "is named twice", "Name each user once.");
        }

        reader.Require(
            PasswordsSecretArn is null || PasswordReaderRoleArns is null, "passwordReaderRoleArns", null,
            "contradicts passwordsSecretArn: that secret's own policy names its readers", "Leave it out.");
        var arn = reader.OptionalText("passwordsSecretArn", PasswordsSecretArn, TextRule.Secret);
        var keyArn = reader.OptionalText("passwordsSecretKmsKeyArn", PasswordsSecretKmsKeyArn, TextRule.Key);
        return new PasswordSignIn([.. Users], arn is null ? null : new SuppliedSecret(arn, keyArn))
        {
            Readers = CustomerKey.ReadRoles(reader, "passwordReaderRoleArns", PasswordReaderRoleArns, whenNone: null),
        };
    }

    // As files for web servers have it.
    private static string WithoutPassword(string user) =>
        user.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? $"{user[..colon]}:…" : user;

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex UserName();
}
