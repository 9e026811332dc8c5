using System.Diagnostics;
using FlowerInfra.Tests.Stacks;
using NUnit.Framework;

namespace FlowerInfra.Tests.Workflows;

/// <summary>The workflows' steps, with programs in place of GitHub's, Pulumi's and .NET's that write down what they are asked for.</summary>
[TestFixture]
internal sealed class ScriptTests
{
    private string _folder = "";

    [SetUp]
    public void Create() => _folder = Directory.CreateTempSubdirectory("flower-infra-").FullName;

    [TearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void A_comment_is_posted_once_and_then_updated()
    {
        Write("comments/prod.md", "<!-- flower-infra diff: prod -->\n## prod\n");
        Write("comments/dev.md", "<!-- flower-infra diff: dev -->\n## dev\n");
        Program("gh", "case \"$*\" in *--paginate*) printf '7 <!-- flower-infra diff: prod -->\\n8 <!-- flower-infra diff: prod -->\\n9 something else\\n' ;; esac");

        var run = Run("comment", "org/infra", "12", Path.Combine(_folder, "comments"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero, run.Error);
            Assert.That(Calls("gh").Skip(1), Is.EqualTo(new[]
            {
                $"api --silent --method POST repos/org/infra/issues/12/comments --field body=@{_folder}/comments/dev.md",
                $"api --silent --method PATCH repos/org/infra/issues/comments/7 --field body=@{_folder}/comments/prod.md",
            }));
            Assert.That(Calls("gh").First(), Does.Contain("select(.user.login == \"github-actions[bot]\")"), "Nobody else's comment is one of these");
        }
    }

    [Test]
    public void Without_comments_nothing_is_posted()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "comments"));
        Program("gh", "");

        Assert.That(Run("comment", "org/infra", "12", Path.Combine(_folder, "comments")).Code, Is.Zero);
        Assert.That(Calls("gh"), Has.Length.EqualTo(1));
    }

    [TestCase(0, 0, 0)]
    [TestCase(1, 0, 1)]
    [TestCase(0, 1, 1)]
    public void A_review_compares_and_fails_with_what_it_finds(int preview, int diff, int code)
    {
        Program("dotnet", $"case \"$2\" in preview) exit {preview} ;; diff) echo comment >\"{_folder}/out/prod.md\"; exit {diff} ;; esac");
        var summary = Path.Combine(_folder, "summary.md");

        var run = Run("review", ["prod", "abc", Path.Combine(_folder, "out")], ("GITHUB_STEP_SUMMARY", summary), ("FAIL_ON", "security"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.EqualTo(code), run.Error);
            Assert.That(Calls("dotnet")[^1], Does.EndWith($"FlowerInfra.dll diff --stack prod --base-ref abc --format markdown --out {_folder}/out/prod.md --fail-on security"));
            Assert.That(File.ReadAllText(summary), Is.EqualTo("comment\n"));
        }
    }

    [Test]
    public void A_review_of_a_stack_that_has_faults_ends_with_them()
    {
        Program("dotnet", "case \"$2\" in preview) exit 2 ;; esac");

        Assert.That(Run("review", "prod", "abc", Path.Combine(_folder, "out")).Code, Is.EqualTo(2));
        Assert.That(Calls("dotnet"), Has.None.Contains(" diff "));
    }

    [Test]
    public void A_deployment_is_checked_before_and_probed_after()
    {
        Program("dotnet", "");
        Program("pulumi", "case \"$*\" in *adminUrls*) echo '{\"flower\":\"https://a.example.com/\"}' ;; *urls*) echo '{\"billing\":\"https://b.example.com/\",\"flower\":\"https://f.example.com/\"}' ;; esac");
        if (!HasJq())
            Program("jq", "printf 'https://b.example.com/ \\nhttps://f.example.com/ https://a.example.com/\\n'");

        var run = Run("deploy", ["prod"], ("PULUMI_BACKEND", "s3://state"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(run.Code, Is.Zero, run.Error);
            Assert.That(Calls("pulumi").Take(2), Is.EqualTo(new[] { "login s3://state", "up --stack prod --yes --non-interactive --suppress-outputs" }));
            Assert.That(Calls("dotnet").Select(it => it[(it.IndexOf(' ', StringComparison.Ordinal) + 1)..]).Skip(1), Is.EqualTo(new[]
            {
                "preview --stack prod", "verify --url https://b.example.com/", "verify --url https://f.example.com/ --admin-url https://a.example.com/",
            }));
        }
    }

    [Test]
    public void A_control_that_fails_stops_the_deployment()
    {
        Program("dotnet", "case \"$2\" in preview) exit 1 ;; esac");
        Program("pulumi", "");

        Assert.That(Run("deploy", ["prod"], ("PULUMI_BACKEND", "s3://state")).Code, Is.EqualTo(1));
        Assert.That(Calls("pulumi"), Is.Empty);
    }

    [Test]
    public void The_engines_preview_changes_nothing_and_shows_no_secret()
    {
        Program("pulumi", "");

        Assert.That(Run("preview", ["dev"], ("PULUMI_BACKEND", "s3://state")).Code, Is.Zero);
        Assert.That(Calls("pulumi"), Is.EqualTo(new[] { "login s3://state", "preview --stack dev --non-interactive --diff" }));
    }

    private static bool HasJq() => Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(it => File.Exists(Path.Combine(it, "jq")));

    private string[] Calls(string program) =>
        File.Exists(Path.Combine(_folder, $"{program}.calls")) ? File.ReadAllLines(Path.Combine(_folder, $"{program}.calls")) : [];

    private void Program(string name, string script)
    {
        var path = Path.Combine(_folder, "bin", name);
        Write($"bin/{name}", $"#!/bin/sh\nprintf '%s\\n' \"$*\" | tr '\\n' ' ' | sed 's/ $//' >>\"{_folder}/{name}.calls\"\necho >>\"{_folder}/{name}.calls\"\n{script}\n");
        Process.Start("chmod", ["+x", path]).WaitForExit();
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private (int Code, string Error) Run(string script, params string[] args) => Run(script, args, []);

    private (int Code, string Error) Run(string script, string[] args, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(RepositoryStacks.Root, ".ci", script), args) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment.Remove("GITHUB_STEP_SUMMARY");
        start.Environment.Remove("FAIL_ON");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, $"{output.Result}{error}");
    }
}
