// Every operation the dashboard sends, whole and named. A test holds each against the schema, so nothing is put together at run time.

export const ENGLAND = `
query England($asOf: Date) {
  today
  coverage(asOf: $asOf) {
    asOf
    posts { ...counts }
    byGrade { grade { code name } posts { ...counts } }
    districts
    districtsWithCoordinator
    jobcentres
    jobcentresWithChampion
    partnerships
    partnershipsCovered
    partnershipsPartlyCovered
    gaps { kind sentence place { __typename id code name } }
  }
  england(asOf: $asOf) { need { ...need } }
  regions(asOf: $asOf, first: 50) {
    totalCount
    nodes {
      id
      code
      name
      synthetic
      coverage {
        posts { ...counts }
        districts
        districtsWithCoordinator
        jobcentres
        jobcentresWithChampion
      }
      need { ...need }
    }
  }
  jobcentres(asOf: $asOf, first: 1) { nodes { synthetic } }
  partnerships(asOf: $asOf, first: 1) { nodes { synthetic } }
}
fragment counts on PostCounts { funded filled covered offered vacant }
fragment need on Need {
  label
  synthetic
  prevalence { value }
  inContact { value }
  penetration { value lower upper sentence }
  metNeed { sentence }
  gaps { reason }
}
`;

export const REGION = `
query Region($code: String!, $asOf: Date) {
  today
  region(code: $code, asOf: $asOf) {
    id
    code
    name
    synthetic
    lead { ...post }
    coverage {
      asOf
      posts { ...counts }
      byGrade { grade { code name } posts { ...counts } }
      districts
      districtsWithCoordinator
      jobcentres
      jobcentresWithChampion
      partnerships
      partnershipsCovered
      partnershipsPartlyCovered
      gaps { kind sentence place { __typename id code name } }
    }
    need { ...need }
    posts(first: 100) { totalCount nodes { ...post } }
    jobcentres(first: 1) { nodes { synthetic } }
    districts(first: 100) {
      totalCount
      nodes {
        id
        code
        name
        synthetic
        coverage { posts { ...counts } }
        need { ...need }
        posts { totalCount nodes { ...post } }
      }
    }
  }
}
fragment counts on PostCounts { funded filled covered offered vacant }
fragment need on Need {
  label
  synthetic
  prevalence { value }
  inContact { value }
  penetration { value lower upper sentence }
  metNeed { sentence }
  gaps { reason }
}
fragment post on Post {
  id
  code
  state
  vacantSince
  synthetic
  grade { code name }
  currentHolder { name synthetic }
  cover { coordinator { name synthetic } }
}
`;
