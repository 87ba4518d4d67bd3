package io.tripline.web.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;

@QuarkusIntegrationTest
@TestProfile(ServeProfile.class)
class CoverageHttpIT extends CoverageHttpTest {}
