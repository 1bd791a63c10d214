"""Makes moto create whole stacks. Python imports this file by its name, with this folder in PYTHONPATH.

What moto does not know is a resource without any checks, and is printed as `not judged <type>`.
"""

from moto.apigateway.models import Method
from moto.cloudformation import parsing
from moto.cloudformation.custom_model import CustomModel
from moto.core.common_models import CloudFormationModel
from moto.core.config import default_user_config
from moto.kms.models import Key

# Functions are created, but not run: that would need Docker.
default_user_config["lambda"]["use_docker"] = False


class NotJudged(CloudFormationModel):
    """A resource of a type that moto does not know: it has any attribute, made of its name."""

    # moto takes the service from here.
    __module__ = "moto.cloudformation.not_judged"

    def __init__(self, name, arn):
        self.name = name
        self.arn = arn

    @property
    def physical_resource_id(self):
        return self.arn

    @staticmethod
    def cloudformation_name_type():
        return None

    @staticmethod
    def cloudformation_type():
        return "?"

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def get_cfn_attribute(self, attribute_name):
        return self.arn if attribute_name.endswith("Arn") else f"{self.name}-{attribute_name}"

    @classmethod
    def create_from_cloudformation_json(cls, resource_name, _json, account_id, region_name, **kwargs):
        kind = kwargs["ResourceType"]
        print(f"not judged {kind}", flush=True)
        service = kind.split("::")[1].lower()
        return cls(resource_name, f"arn:aws:{service}:{region_name}:{account_id}:{resource_name}")


known_class = parsing.resource_class_from_type


def resource_class_from_type(kind):
    known = known_class(kind)
    return NotJudged if known is None and kind not in parsing.NULL_MODELS else known


parsing.resource_class_from_type = resource_class_from_type


def create_custom_resource(cls, resource_name, _json, _account_id, region_name, **kwargs):
    """Its function has said at once that it is done."""
    resource = cls(region_name, "", kwargs["LogicalId"], resource_name)
    resource.set_data({})
    return resource


CustomModel.create_from_cloudformation_json = classmethod(create_custom_resource)


def rewrite_properties(model, rewrite):
    """Rewrites valid properties that this version of moto stumbles over."""
    create = model.create_from_cloudformation_json.__func__

    def create_rewritten(cls, resource_name, cloudformation_json, *args, **kwargs):
        rewrite(cloudformation_json["Properties"])
        return create(cls, resource_name, cloudformation_json, *args, **kwargs)

    model.create_from_cloudformation_json = classmethod(create_rewritten)


def complete_mocks(properties):
    if properties["Integration"]["Type"] == "MOCK":
        properties["Integration"] = {"IntegrationHttpMethod": "POST", "Uri": "", **properties["Integration"]}


def spell_tags_as_kms(properties):
    tags = properties.get("Tags", [])
    properties["Tags"] = [{"TagKey": tag["Key"], "TagValue": tag["Value"]} for tag in tags]


rewrite_properties(Method, complete_mocks)
rewrite_properties(Key, spell_tags_as_kms)
