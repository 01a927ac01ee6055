/** Regions by their names, between spaces. */
export function regions(names: string): readonly string[] {
  return names.split(' ');
}

type RegionSet =
  | 'tenRegions'
  | 'thirteenRegions'
  | 'sevenRegions'
  | 'asiaNorthLondonAmericas'
  | 'asiaNorthLondonUs'
  | 'gptOss'
  | 'claude45'
  | 'claude46'
  | 'sonnet45'
  | 'sonnet4'
  | 'claude3Haiku'
  | 'novaLite'
  | 'novaMicro'
  | 'novaPro'
  | 'nova2Lite'
  | 'titanImage'
  | 'titanText';

/** Lists of regions that are long, or that several models share, as AWS's table of 2026-08-20 has them. */
export const regionSets: Readonly<Record<RegionSet, readonly string[]>> = {
  tenRegions: regions(
    'ap-northeast-1 ap-south-1 ap-southeast-2 eu-south-1 eu-west-1 eu-west-2 sa-east-1 ' +
      'us-east-1 us-east-2 us-west-2',
  ),
  thirteenRegions: regions(
    'ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 ' +
      'eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-west-2',
  ),
  sevenRegions: regions(
    'ap-northeast-1 ap-south-1 ap-southeast-2 sa-east-1 us-east-1 us-east-2 us-west-2',
  ),
  asiaNorthLondonAmericas: regions(
    'ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 sa-east-1 ' +
      'us-east-1 us-east-2 us-west-2',
  ),
  asiaNorthLondonUs: regions(
    'ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-north-1 eu-west-2 us-east-2 ' +
      'us-west-2',
  ),
  gptOss: regions(
    'ap-northeast-1 ap-south-1 ap-southeast-2 ap-southeast-3 eu-central-1 eu-north-1 ' +
      'eu-south-1 eu-west-1 eu-west-2 sa-east-1 us-east-1 us-east-2 us-gov-west-1 us-west-2',
  ),
  claude45: regions(
    'ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ap-southeast-1 ' +
      'ap-southeast-2 ap-southeast-3 ap-southeast-4 ca-central-1 eu-central-1 eu-central-2 ' +
      'eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 ' +
      'us-east-2 us-west-1 us-west-2',
  ),
  claude46: regions(
    'af-south-1 ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ' +
      'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ' +
      'ap-southeast-7 ca-central-1 ca-west-1 eu-central-1 eu-central-2 eu-north-1 eu-south-1 ' +
      'eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 me-central-1 me-south-1 ' +
      'mx-central-1 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2',
  ),
  sonnet45: regions(
    'af-south-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ' +
      'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ca-central-1 ca-west-1 ' +
      'eu-central-1 eu-central-2 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 ' +
      'me-south-1 mx-central-1 sa-east-1 us-east-1 us-east-2 us-gov-east-1 us-gov-west-1 ' +
      'us-west-1 us-west-2',
  ),
  sonnet4: regions(
    'ap-east-2 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-south-2 ' +
      'ap-southeast-1 ap-southeast-2 ap-southeast-3 ap-southeast-4 ap-southeast-5 ' +
      'ap-southeast-7 eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-3 ' +
      'il-central-1 me-central-1 us-east-1 us-east-2 us-west-1 us-west-2',
  ),
  claude3Haiku: regions(
    'ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 ' +
      'eu-central-1 eu-central-2 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-west-2',
  ),
  novaLite: regions(
    'ap-east-2 ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ' +
      'ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-7 ca-central-1 ca-west-1 ' +
      'eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-3 il-central-1 ' +
      'me-central-1 us-east-1 us-east-2 us-west-1 us-west-2',
  ),
  novaMicro: regions(
    'ap-east-2 ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ' +
      'ap-southeast-3 ap-southeast-5 ap-southeast-7 eu-central-1 eu-north-1 eu-south-1 ' +
      'eu-south-2 eu-west-1 eu-west-3 il-central-1 me-central-1 us-east-1 us-east-2 us-west-2',
  ),
  novaPro: regions(
    'ap-east-2 ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ' +
      'ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-7 eu-central-1 eu-north-1 ' +
      'eu-south-1 eu-south-2 eu-west-1 eu-west-3 il-central-1 me-central-1 us-east-1 us-east-2 ' +
      'us-west-1 us-west-2',
  ),
  nova2Lite: regions(
    'ap-east-2 ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ' +
      'ap-southeast-3 ap-southeast-4 ap-southeast-5 ap-southeast-7 ca-central-1 ca-west-1 ' +
      'eu-central-1 eu-north-1 eu-south-1 eu-south-2 eu-west-1 eu-west-2 eu-west-3 il-central-1 ' +
      'me-central-1 us-east-1 us-east-2 us-west-1 us-west-2',
  ),
  titanImage: regions(
    'ap-south-1 ap-southeast-2 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 ' +
      'sa-east-1 us-east-1 us-west-2',
  ),
  titanText: regions(
    'ap-northeast-1 ap-northeast-2 ca-central-1 eu-central-1 eu-central-2 eu-north-1 ' +
      'eu-south-1 eu-south-2 eu-west-2 sa-east-1 us-east-1 us-west-2',
  ),
};
