package io.tripline.web.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.tripline.web.ServeProfile;

@QuarkusIntegrationTest
@TestProfile(ServeProfile.Receiving.class)
class ReceiversHttpIT extends ReceiversHttpTest {}
