using System.Text.RegularExpressions;
using Pulumi;

namespace FlowerInfra;

/// <summary>HTTP basic authentication with named users, each with a password of their own, generated unless supplied.</summary>
public sealed partial class BasicAuth : FlowerAuth
{
    /// <summary>
    /// The users' names: letters, digits, <c>.</c>, <c>_</c> and <c>-</c>. Flower separates name and password by a colon
    /// and users by a comma, and answers 500 to names outside ASCII.
    /// </summary>
    [Input("users", required: true)]
    public required List<string> Users { get; set; }

    /// <summary>
    /// The ARN of an existing secret with the passwords, a JSON object of user and password, instead of generated ones. It
    /// has to hold the same users.
    /// </summary>
    [Input("passwordsSecretArn")]
    public string? PasswordsSecretArn { get; set; }

    /// <summary>The ARN of the KMS key that encrypts that secret, or null when it is AWS's own key.</summary>
    [Input("passwordsSecretKmsKeyArn")]
    public string? PasswordsSecretKmsKeyArn { get; set; }

    /// <summary>
    /// The ARNs of the roles that hand out the generated passwords. They read these and nothing else, and none of them deploys.
    /// Default: none; deployers alone read them.
    /// </summary>
    [Input("passwordReaderRoleArns")]
    public List<string> PasswordReaderRoleArns { get; set; } = [];

    internal override void Validate(ArgumentFaults faults, string path)
    {
        ValidateSupplied(faults, path);
        faults.Require(
            Users.Count > 0, $"{path}users", null, "no user is named",
            "Name at least one user: Flower with an empty list lets everybody in.");
        foreach (var (user, index) in Users.Select((user, index) => (user, index)))
        {
            faults.Require(
                UserName().IsMatch(user), $"{path}users[{index}]", user, "is not a user name",
                "Use 1 to 64 letters, digits, dots, underscores or hyphens.");
            faults.Require(
                Users.IndexOf(user) == index, $"{path}users[{index}]", user, "is named twice", "Name each user once.");
        }
    }

    private void ValidateSupplied(ArgumentFaults faults, string path)
    {
        faults.Require(
            PasswordsSecretArn is null || ArnPatterns.Secret().IsMatch(PasswordsSecretArn), $"{path}passwordsSecretArn",
            ArnPatterns.Shown(PasswordsSecretArn), "is not the ARN of a Secrets Manager secret",
            "Leave it out, or give the ARN of a secret with a JSON object of user and password.");
        faults.Require(
            PasswordsSecretKmsKeyArn is null || ArnPatterns.Key().IsMatch(PasswordsSecretKmsKeyArn), $"{path}passwordsSecretKmsKeyArn",
            PasswordsSecretKmsKeyArn, "is not the ARN of a KMS key", "Give an ARN such as arn:aws:kms:eu-west-1:123456789012:key/….");
        faults.Require(
            PasswordsSecretArn is null || PasswordReaderRoleArns.Count == 0, $"{path}passwordReaderRoleArns", null,
            "contradicts passwordsSecretArn, whose readers are that secret's own", "Leave it out.");
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex UserName();
}
