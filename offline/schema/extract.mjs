// Writes aws.schema, kubernetes.schema and random.schema: names and types of what resources.txt lists, and of the nested
// types that those reach, read from the declarations of the npm packages. Running it again writes the same bytes.
// README.md beside it describes the format.
import { createRequire } from "node:module";
import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

const require = createRequire(import.meta.url);
const here = import.meta.dirname;
const packageRoot = name => path.dirname(require.resolve(`@pulumi/${name}/package.json`));

const lines = fs.readFileSync(path.join(here, "resources.txt"), "utf8").split("\n").map(l => l.trim()).filter(l => l && !l.startsWith("#"));
const excluded = new Set(lines.filter(l => l.startsWith("- ")).map(l => l.slice(2)));
const doubles = new Set(lines.filter(l => l.startsWith("double ")).map(l => l.slice("double ".length)));
const renamed = new Map(lines.filter(l => l.startsWith("name ")).map(l => l.split(" ").slice(1)));

for (const provider of ["aws", "kubernetes", "random"]) {
  const wanted = lines.filter(l => l.startsWith(`${provider} `)).map(l => l.slice(provider.length + 1));
  const schema = new Extraction(provider).run(wanted);
  fs.writeFileSync(path.join(here, `${provider}.schema`), `${text(schema).join("\n")}\n`);
}

function text(schema) {
  const entries = record => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
  const properties = (keyword, owner, record, marks = () => []) => entries(record).map(([name]) => {
    const key = `${owner}.${name}`;
    const { type, deprecated } = record[name];
    const csharp = renamed.has(key) ? [`as:${renamed.get(key)}`] : [];
    return [keyword, name, doubles.has(key) ? type.replace("number", "double") : type, ...csharp, ...marks(name), ...(deprecated ? ["deprecated"] : [])].join(" ");
  });
  const owner = (module, name) => (module ? `${module}/${name}` : name);
  const result = [`package ${schema.package} ${schema.version}`];
  for (const [token, r] of entries(schema.resources)) {
    const constants = r.apiVersion ? [`apiVersion:${r.apiVersion}`, `kind:${r.kind}`] : [];
    result.push(["resource", token, r.module || "-", r.name, ...(r.argsOptional ? ["optional"] : []), ...constants].join(" "));
    result.push(...properties(" in", owner(r.module, r.name), r.inputs, name =>
      [...(r.secretInputs?.includes(name) ? ["secret"] : []), ...(r.jsonInputs?.includes(name) ? ["json"] : [])]));
    result.push(...properties(" out", owner(r.module, r.name), r.outputs, name => (r.secretOutputs?.includes(name) ? ["secret"] : [])));
  }
  for (const [token, f] of entries(schema.functions)) {
    result.push(["function", token, f.module || "-", f.name, ...(f.hasArgs ? [] : ["noargs"]), ...(f.argsOptional ? ["optional"] : [])].join(" "));
    result.push(...properties(" in", owner(f.module, f.name), f.inputs), ...properties(" out", owner(f.module, f.name), f.outputs));
  }
  for (const [keyword, types] of [["input", schema.inputTypes], ["output", schema.outputTypes]])
    for (const [name, members] of entries(types))
      result.push(`${keyword} ${name}`, ...properties(keyword === "input" ? " in" : " out", name.replace(/\.(?=[^.]+$)/, "/"), members));
  for (const [name, members] of entries(schema.enums))
    result.push(`enum ${name}`, ...entries(members).map(([member, value]) => ` value ${member} ${value}`));
  return result;
}

function Extraction(provider) {
  const root = packageRoot(provider);
  const nested = { input: index("input"), output: index("output") };
  const types = { input: {}, output: {} };
  const enums = {};

  this.run = wanted => {
    const resources = {}, functions = {};
    for (const name of wanted) {
      const last = name.split("/").at(-1);
      if (last.startsWith("get")) functions[token(name, last)] = fn(name, last);
      else resources[token(name, last)] = resource(name, last);
    }
    const version = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).version;
    return { package: provider, version, resources, functions, inputTypes: types.input, outputTypes: types.output, enums };
  };

  function file(name, extension) {
    const parts = name.split("/");
    const last = parts.pop();
    return path.join(root, ...parts, `${last[0].toLowerCase()}${last.slice(1)}.${extension}`);
  }

  function parse(fileName) {
    return ts.createSourceFile(fileName, fs.readFileSync(fileName, "utf8"), ts.ScriptTarget.Latest, false);
  }

  function token(name, last) {
    const js = fs.readFileSync(file(name, "js"), "utf8");
    const found = last.startsWith("get")
      ? js.match(/runtime\.invoke\("([^"]+)"/)
      : js.match(/__pulumiType = ['"]([^'"]+)['"]/);
    if (!found) throw new Error(`No type token in ${name}`);
    return found[1];
  }

  function declarations(name) {
    const found = {};
    for (const statement of parse(file(name, "d.ts")).statements)
      if (statement.name && !ts.isModuleDeclaration(statement)) found[statement.name.text] = statement;
    return found;
  }

  function resource(name, last) {
    const all = declarations(name);
    const js = fs.readFileSync(file(name, "js"), "utf8");
    const constructor = all[last].members.find(m => ts.isConstructorDeclaration(m));
    const inputs = properties(all[`${last}Args`].members, "input", `${name}`);
    const result = {
      module: name.split("/").slice(0, -1).join("/"),
      name: last,
      argsOptional: Boolean(constructor.parameters[1].questionToken),
      inputs,
      outputs: properties(all[last].members.filter(m => ts.isPropertyDeclaration(m) && !isStatic(m)), "output", name),
    };
    const secret = [...js.matchAll(/pulumi\.secret\(args\.(\w+)\)/g)].map(m => m[1]);
    if (secret.length) result.secretInputs = [...new Set(secret)].sort();
    const secretOutputs = js.match(/additionalSecretOutputs: \[([^\]]*)\]/);
    if (secretOutputs) result.secretOutputs = [...secretOutputs[1].matchAll(/"([^"]+)"/g)].map(m => m[1]).sort();
    const json = [...js.matchAll(/resourceInputs\["(\w+)"\] = pulumi\.output\([^;]*JSON\.stringify/g)].map(m => m[1]);
    if (json.length) result.jsonInputs = [...new Set(json)].sort();
    for (const constant of ["apiVersion", "kind"]) {
      const value = js.match(new RegExp(`resourceInputs\\["${constant}"\\] = "([^"]+)"`));
      if (value) result[constant] = value[1];
    }
    return result;
  }

  function fn(name, last) {
    const all = declarations(name);
    const pascal = `G${last.slice(1)}`;
    const args = all[`${pascal}Args`];
    const signature = all[last];
    return {
      module: name.split("/").slice(0, -1).join("/"),
      name: pascal,
      argsOptional: !args || Boolean(signature.parameters[0].questionToken),
      hasArgs: Boolean(args),
      inputs: args ? properties(all[`${pascal}OutputArgs`]?.members ?? args.members, "input", name) : {},
      outputs: properties(all[`${pascal}Result`].members, "output", name),
    };
  }

  function isStatic(member) {
    return member.modifiers?.some(m => m.kind === ts.SyntaxKind.StaticKeyword);
  }

  function properties(members, direction, owner) {
    const found = {};
    for (const member of members) {
      if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) continue;
      const name = member.name.text;
      if (excluded.has(`${owner}.${name}`) || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) continue;
      const { type, optional } = read(member.type, direction);
      const deprecated = member.jsDoc?.some(doc => doc.tags?.some(tag => tag.tagName.text === "deprecated"));
      if (type) found[name] = { type: optional || member.questionToken ? type : `${type}!`, deprecated };
    }
    return found;
  }

  // Returns no type for what the subset leaves out: resources, archives, enums that don't take any string too.
  function read(node, direction) {
    if (ts.isUnionTypeNode(node)) {
      const optional = node.types.some(t => t.kind === ts.SyntaxKind.UndefinedKeyword);
      const all = node.types.filter(t => t.kind !== ts.SyntaxKind.UndefinedKeyword).map(t => read(t, direction));
      const known = [...new Set(all.map(t => t.type))];
      if (known.length === 1) return { type: known[0], optional };
      if (known.includes("number") && known.includes("string") && known.length === 2) return { type: "number|string", optional };
      const enumeration = node.types.find(t => ts.isTypeReferenceNode(t) && name(t.typeName).startsWith("enums."));
      if (known.includes("string") && enumeration && direction === "input") return { type: `string|@${enumType(name(enumeration.typeName))}`, optional };
      // A policy is a text or an object; C# has a union of the two for arguments, and the text for results.
      const object = known.find(type => type?.startsWith("#"));
      if (known.includes("string") && object && direction === "input") return { type: `string|${object}`, optional };
      // TypeScript lets one write some strings as a resource too; C# takes the string.
      if (known.includes("string")) return { type: "string", optional };
      return { optional };
    }
    if (ts.isParenthesizedTypeNode(node)) return read(node.type, direction);
    if (ts.isTypeOperatorNode(node)) return read(node.type, direction);
    if (ts.isArrayTypeNode(node)) return wrap("[", read(node.elementType, direction));
    if (ts.isTypeLiteralNode(node)) {
      const signature = node.members.find(m => ts.isIndexSignatureDeclaration(m));
      return signature ? wrap("{", read(signature.type, direction)) : {};
    }
    if (ts.isLiteralTypeNode(node)) return ts.isStringLiteral(node.literal) ? { type: "string" } : {};
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword: return { type: "string" };
      case ts.SyntaxKind.NumberKeyword: return { type: "number" };
      case ts.SyntaxKind.BooleanKeyword: return { type: "boolean" };
      case ts.SyntaxKind.AnyKeyword: return { type: "any" };
    }
    if (!ts.isTypeReferenceNode(node)) return {};
    const reference = name(node.typeName);
    if (["pulumi.Input", "pulumi.Output"].includes(reference)) return read(node.typeArguments[0], direction);
    if (/^(inputs|outputs)\./.test(reference)) return nestedType(reference, direction);
    if (reference === "ARN" || reference.endsWith(".ARN")) return { type: "string" };
    return {};
  }

  function enumType(reference) {
    const segments = reference.split(".").slice(1);
    const declaration = parse(path.join(root, "types", "enums", ...segments.slice(0, -1), "index.d.ts")).statements
      .filter(s => ts.isVariableStatement(s)).flatMap(s => s.declarationList.declarations)
      .find(d => d.name.text === segments.at(-1));
    const key = segments.join(".");
    enums[key] = Object.fromEntries(declaration.type.members.map(m => [m.name.text, m.type.literal.text]));
    return key;
  }

  function wrap(prefix, inner) {
    return inner.type ? { type: prefix + inner.type, optional: false } : {};
  }

  function name(node) {
    return ts.isIdentifier(node) ? node.text : `${name(node.left)}.${node.right.text}`;
  }

  function nestedType(reference, direction) {
    const full = reference.replace(/^(inputs|outputs)\./, "");
    // Functions take "XArgs" as inputs beside the plain "X" of the same shape.
    const key = direction === "input" && !nested.input.has(full) ? full.replace(/Args$/, "") : full;
    const declaration = nested[direction].get(full) ?? nested[direction].get(key);
    if (!declaration) return {};
    const schemaKey = direction === "input" ? full.replace(/(?<=\.Get\w+|^Get\w+)Args$/, "") : full;
    if (excluded.has(schemaKey.replace(/\.(?=[^.]+$)/, "/"))) return {};
    if (!types[direction][schemaKey]) {
      types[direction][schemaKey] = {};
      Object.assign(types[direction][schemaKey], properties(declaration.members, direction, schemaKey.replace(/\.(?=[^.]+$)/, "/")));
      // TypeScript says of more results than C# that they are always there; C# goes by what an argument of the type must have.
      const argument = provider === "kubernetes" ? undefined : nested.input.get(full);
      if (direction === "output" && argument)
        for (const member of argument.members) {
          const property = types.output[schemaKey][member.name?.text];
          if (property && member.questionToken) property.type = property.type.replace(/!$/, "");
        }
    }
    return { type: `#${schemaKey}` };
  }

  function index(direction) {
    const all = new Map();
    const fileName = path.join(root, "types", `${direction}.d.ts`);
    if (!fs.existsSync(fileName)) return all;
    const visit = (statements, prefix) => {
      for (const s of statements) {
        if (ts.isInterfaceDeclaration(s)) all.set(prefix + s.name.text, s);
        else if (ts.isModuleDeclaration(s)) visit(s.body.statements, `${prefix}${s.name.text}.`);
      }
    };
    visit(parse(fileName).statements, "");
    return all;
  }
}
