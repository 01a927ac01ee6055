import type { InvocationType } from '../../core/index.ts';
import type { SeenStatus } from './job-statuses.ts';

/** Where a run's jobs are: a run whose target differs from the one asked for is never continued. */
export interface RunTarget {
  readonly region: string;
  /** Twelve digits, from the role ARN. */
  readonly account: string;
  /** `aws`, `local` for the embedded emulator, or the URL of another endpoint. */
  readonly endpoint: string;
}

/** Private network of a job. */
export interface VpcConfig {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

/** Tag of a job. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The body of CreateModelInvocationJob, every field of the API. */
export interface JobRequest {
  readonly jobName: string;
  readonly roleArn: string;
  readonly clientRequestToken: string;
  readonly modelId: string;
  readonly modelInvocationType: InvocationType;
  readonly inputDataConfig: {
    readonly s3InputDataConfig: {
      readonly s3Uri: string;
      readonly s3InputFormat: 'JSONL';
      readonly s3BucketOwner?: string | undefined;
    };
  };
  readonly outputDataConfig: {
    readonly s3OutputDataConfig: {
      readonly s3Uri: string;
      readonly s3EncryptionKeyId?: string | undefined;
      readonly s3BucketOwner?: string | undefined;
    };
  };
  readonly vpcConfig?: VpcConfig | undefined;
  readonly timeoutDurationInHours?: number | undefined;
  readonly tags?: readonly Tag[] | undefined;
}

/** Records of a job as Get and List count them; 0 before processing starts. */
export interface RecordCounts {
  readonly total: number;
  readonly processed: number;
  readonly succeeded: number;
  readonly failed: number;
}

/** What Get said last of a job. */
export interface JobSeen {
  readonly status: SeenStatus;
  /** Why it failed, in Bedrock's words. */
  readonly message?: string | undefined;
  readonly counts?: RecordCounts | undefined;
  /** ISO 8601, as Bedrock gave it. */
  readonly submitTime?: string | undefined;
  readonly endTime?: string | undefined;
}

/** One request for a job and what became of it. Written before the request is sent. */
export interface JobAttempt {
  /** 1-based. */
  readonly attempt: number;
  readonly request: JobRequest;
  /** Present once Bedrock has answered or the job was found. */
  readonly jobArn?: string | undefined;
  readonly seen?: JobSeen | undefined;
  /**
   * Why this package asked Bedrock to stop the job; written before it asks. `deadline`: it had not begun by then. `on-demand`: the same, and
   * its records are asked on demand, so that no other job is made of them.
   */
  readonly stopAsked?: 'deadline' | 'on-demand' | undefined;
}

/** Records and tokens of saved outcomes. */
export interface SavedSums {
  readonly counts: {
    readonly succeeded: number;
    readonly failed: number;
    readonly unprocessed: number;
    readonly missing: number;
  };
  /** Successes that are not whole, by how they ended; absent where a version saved them that did not look. */
  readonly incomplete?:
    | {
        readonly length: number;
        readonly 'content-filter': number;
        readonly refusal: number;
        readonly other: number;
      }
    | undefined;
  /** Successes of which nothing could be said, since nobody knows the model's family. */
  readonly unjudged?: number | undefined;
  readonly tokens: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    /** Those of a cache, beside the input. Absent where there were none. */
    readonly cacheTokens?: number | undefined;
  };
}

/** What the saved outcomes of a job add up to. */
export interface SavedOutcomes extends SavedSums {
  /** Attempt they are of; 0 for a job that was never submitted. */
  readonly attempt: number;
  /** How many of those counted are rows that share the answer of a record. Absent where none does. */
  readonly repeats?: number | undefined;
  /** The same of the padding records, which have no outcomes. */
  readonly padding: SavedSums;
  /** Output lines that belong to no record, or to one a second time. */
  readonly anomalies: number;
  /** Those of them that are answers other than the one taken for their record. */
  readonly conflicts?: number | undefined;
  /**
   * Whether they come to what Bedrock counted; `accepted` where they do not, and were kept all the same; `unknown` where
   * Bedrock states nothing, so that they are read again. Absent in what earlier versions wrote.
   */
  readonly agreement?: 'agrees' | 'accepted' | 'unknown' | undefined;
}

/** A job of the dataset inside a run. */
export interface RunJob {
  /** Folder of the job in the manifest: `jobs/0000`. */
  readonly folder: string;
  /** In order; the last one counts. */
  readonly attempts: readonly JobAttempt[];
  /** What the outcomes in the run's folder add up to; absent where none are saved. */
  readonly saved?: SavedOutcomes | undefined;
}

/** What a run is begun with, and stays with. */
export interface RunPlace {
  /** Run name: `main`, `local` or what `--run` says. */
  readonly run: string;
  readonly target: RunTarget;
  /** S3 URI of the uploaded dataset, with a slash at its end. */
  readonly inputUri: string;
  /** S3 URI below which each job writes its folder, with a slash at its end. */
  readonly outputUri: string;
}

/** One attempt to get a dataset's outcomes from one target: the content of `run.json`. */
export interface RunState extends RunPlace {
  readonly version: 1;
  /** Digest of the dataset. */
  readonly dataset: string;
  readonly jobs: readonly RunJob[];
}
